"""The environment of the child process: almost nothing is inherited, and GDAL starts with the few drivers that are needed."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

# Every driver of the GDAL builds in use (pyogrio 0.13: GDAL 3.12, rasterio 1.4: GDAL 3.10) and of common larger builds, but for
# those in geodata.read.ogr.DRIVERS. GDAL has no list of drivers to allow; a test holds this one against the installed builds.
SKIPPED_DRIVERS = (
    "AAIGrid ACE2 ADBC ADRG AIG AIVector AVCBin AVCE00 AirSAR AmigoCloud Arrow BAG BASISU BIGGIF BLX BMP BSB BT BYN CAD CALS CEOS"
    " COASP COSAR CPG CSV CSW CTG CTable2 Carto DAAS DDS DERIVED DGN DGNv8 DIMAP DIPEx DOQ1 DOQ2 DTED DWG ECRGTOC EDIGEO EEDA EEDAI"
    " EHdr EIR ELAS ENVI ERS ESAT ESRIC ESRIJSON EXR Elasticsearch FAST FIT FITS FileGDB GDALG GEORASTER GFF GIF GML GMLAS"
    " GNMDatabase GNMFile GPKG GPSBabel GPX GRASSASCIIGrid GRIB GS7BG GSAG GSBG GSC GTA GTFS GTI GTX GXF GenBin GeoJSON GeoJSONSeq"
    " GeoRSS HDF4 HDF4Image HDF5 HDF5Image HEIF HF2 HFA HTTP IDB ILWIS IRIS ISCE ISG ISIS2 ISIS3 Idrisi Interlis JAXAPALSAR JDEM"
    " JML JP2KAK JP2MrSID JP2OpenJPEG JPEG JPEGXL JSONFG KEA KML KMLSUPEROVERLAY KRO L1B LAN LCP LIBERTIFF LIBKML LOSLAS LVBAG"
    " Leveller MAP MBTiles MFF MFF2 MRF MSGN MSSQLSpatial MVT MapML MiraMonRaster MiraMonVector MongoDBv3 MrSID MySQL NAS NDF"
    " NGSGEOID NGW NITF NOAA_B NSIDCbin NTv2 NWT_GRC NWT_GRD OAPIF OCI ODBC ODS OGCAPI OGDI OGR_GMT OGR_PDS OGR_VRT OSM OZI"
    " OpenFileGDB PAux PCIDSK PCRaster PDF PDS PDS4 PGDUMP PGeo PLMOSAIC PLSCENES PMTiles PNG PNM PRF Parquet PostGISRaster"
    " PostgreSQL R RCM RDB RIK RMF ROI_PAC RPFTOC RRASTER RS2 RST Rasterlite S102 S104 S111 S57 SAFE SAGA SAR_CEOS SDTS SENTINEL2"
    " SGI SIGDEM SNAP_TIFF SNODAS SOSI SQLite SRP SRTMHGT STACIT STACTA SXF Selafin TGA TIL TSX Terragen TileDB TopoJSON UK USGSDEM"
    " VDV VFK VICAR VRT WAsP WCS WEBP WFS WMS WMTS XLS XLSX XPM XYZ ZMap Zarr netCDF"
)
_GDAL = {
    "GDAL_SKIP": SKIPPED_DRIVERS,
    "OGR_SKIP": SKIPPED_DRIVERS.replace(" ", ","),
    "GDAL_DRIVER_PATH": "disable",
    "GDAL_DISABLE_READDIR_ON_OPEN": "FALSE",
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_CACHEMAX": "64",
    "GDAL_NUM_THREADS": "1",
    "GDAL_HTTP_MAX_RETRY": "0",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "CPL_CURL_ENABLE_VSIMEM": "NO",
    "GDAL_ALLOW_LARGE_LIBJPEG_MEM_ALLOC": "NO",
    "GDAL_XML_VALIDATION": "NO",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "50",
    "SHAPE_RESTORE_SHX": "NO",
    "SHAPE_ENCODING": "",
    "OGR_SQLITE_LOAD_EXTENSIONS": "NO",
    "PROJ_NETWORK": "OFF",
}
_QUIET = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "ARROW_IO_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONSAFEPATH": "1",
    "LC_ALL": "C.UTF-8",
}
# What an operating system needs to start a program at all.
_INHERITED = (
    "PATH",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "WINDIR",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "PROJ_DATA",
    "PROJ_LIB",
    "GDAL_DATA",
)


def package_root() -> Path:
    """Return the folder from which `geodata` is imported."""
    return Path(__file__).resolve().parents[3]


def child_environment(folder: Path) -> Mapping[str, str]:
    """Return the environment variables of a child process.

    Parameters
    ----------
    folder
        Where temporary files go.
    """
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    places = {
        name: str(folder)
        for name in (
            "TMPDIR",
            "TEMP",
            "TMP",
            "HOME",
            "CPL_TMPDIR",
            "XDG_CACHE_HOME",
            "PROJ_USER_WRITABLE_DIRECTORY",
        )
    }
    path = os.pathsep.join([str(package_root()), *(entry for entry in sys.path if entry)])
    return {**inherited, **_GDAL, **_QUIET, **places, "PYTHONPATH": path}
