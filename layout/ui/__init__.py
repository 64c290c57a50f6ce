"""The pages' own parts: server routes, offline assets, map, panels; the only room of `layout` that imports streamlit."""
