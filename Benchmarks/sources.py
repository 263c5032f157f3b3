"""How each peer reads a CSV file while a query runs, and its own file: `CSV` and `NATIVE`, by the peer's name."""

import csv
import os
import pathlib

DUCKDB = {"category": "varchar", "text": "varchar", "integer": "bigint", "small": "utinyint", "time": "timestamp"}


# What Tally's profiles spell in one way.
BOROUGHS = ("Bronx", "Brooklyn", "Manhattan", "Queens", "Staten Island")
PARKS = ("Parks & R", "Parks and R")


def spelt(name, header):
    """A column of a file in Tally's spelling, as SQL."""
    if name == "department": return f"replace(\"{header}\", '{PARKS[0]}', '{PARKS[1]}')"
    if name == "borough": return f'case when "{header}" in {BOROUGHS} then upper("{header}") else "{header}" end'
    return f'"{header}"'


def items(columns):
    """The kept columns of a file under their names, as SQL."""
    return ", ".join(f"\"{header}\" = 'YES' as {name}" if kind == "flag" else f"{spelt(name, header)} as {name}"
                     for name, (header, kind) in columns.items())


def duckdb_csv(peer, path, columns):
    import duckdb
    types = ", ".join(f"'{header}': '{DUCKDB[kind]}'" for header, kind in columns.values() if kind in DUCKDB)
    peer.connection = duckdb.connect()
    peer.connection.execute(
        f"create view calls as select {items(columns)} from read_csv('{path}', header=true, types={{{types}}})")


def duckdb_native(peer, path, columns):
    peer.open(path)


def polars_csv(peer, path, columns):
    import polars as pl

    def kept(name, header, kind):
        column = pl.col(header)
        if kind == "flag": return column == "YES"
        if name == "department": return column.str.replace(*PARKS, literal=True)
        if name == "borough": return pl.when(column.is_in(BOROUGHS)).then(column.str.to_uppercase()).otherwise(column)
        return column

    peer.frame = pl.scan_csv(path, try_parse_dates=True, infer_schema_length=1_000).select(
        kept(name, header, kind).alias(name) for name, (header, kind) in columns.items())
    peer.functions = {}


def polars_native(peer, path, columns):
    import polars as pl
    peer.frame = pl.scan_parquet(path)
    peer.functions = {}


def chdb_csv(peer, path, columns):
    from chdb import session
    peer.session = session.Session()
    peer.session.query(f"create view calls as select {items(columns)} from file('{path}', CSVWithNames)")


def chdb_native(peer, path, columns):
    from chdb import session
    peer.session = session.Session()
    peer.session.query(f"create view calls as select * from file('{path}', Parquet)")


def datafusion_csv(peer, path, columns):
    import datafusion
    peer.context = datafusion.SessionContext()
    peer.context.register_csv("file", path, schema_infer_max_records=10_000)
    peer.context.sql(f"create view calls as select {items(columns)} from file").collect()


def datafusion_native(peer, path, columns):
    import datafusion
    peer.context = datafusion.SessionContext()
    peer.context.register_parquet("calls", path)


def hyper_csv(peer, path, columns):
    types = {"integer": "bigint", "small": "smallint", "time": "timestamp"}
    kinds = {header: types.get(kind, "text") for header, kind in columns.values()}
    with open(path, newline="") as file: headers = next(csv.reader(file))
    layout = ", ".join(f"\"{header}\" {kinds.get(header, 'text')}" for header in headers)
    peer.start()
    peer.connection = peer.connect()
    peer.connection.execute_command(
        f"create temporary external table file ({layout}) for '{path}' with (format => 'csv', header => true)")
    peer.sql = lambda query, literal: query.sql(peer.dialect, literal).replace(
        "from calls", f"from (select {items(columns)} from file) calls")


def hyper_native(peer, path, columns):
    peer.start()
    peer.connection = peer.connect(path)


def pandas_csv(peer, path, columns):
    import pandas
    frame = pandas.read_csv(
        path, usecols=[header for header, _ in columns.values()],
        parse_dates=[header for header, kind in columns.values() if kind == "time"],
        dtype={header: "category" for header, kind in columns.values() if kind == "category"})
    peer.frame = frame.rename(columns={header: name for name, (header, _) in columns.items()})
    for name, (_, kind) in columns.items():
        if kind == "flag": peer.frame[name] = peer.frame[name] == "YES"
    if "department" in columns:
        departments = peer.frame["department"]
        peer.frame["department"] = departments.cat.rename_categories(lambda text: text.replace(*PARKS))
    if "borough" in columns:
        boroughs = peer.frame["borough"].astype(str)
        peer.frame["borough"] = boroughs.where(~boroughs.isin(BOROUGHS), boroughs.str.upper())


def pandas_native(peer, path, columns):
    import pandas
    peer.frame = pandas.read_parquet(path)


CSV = {"duckdb": duckdb_csv, "polars": polars_csv, "chdb": chdb_csv, "datafusion": datafusion_csv, "hyper": hyper_csv,
       "pandas": pandas_csv}
NATIVE = {"duckdb": duckdb_native, "polars": polars_native, "chdb": chdb_native, "datafusion": datafusion_native,
          "hyper": hyper_native, "pandas": pandas_native}


def native_name(name, path, folder):
    """An engine's own file: of those that have none of their own in a package of Python, Parquet."""
    own = {"duckdb": "calls.db", "hyper": "calls.hyper"}
    return os.path.join(folder, own[name]) if name in own else str(pathlib.Path(path).with_suffix(".parquet"))


def write_native(name, parquet, path, folder, columns):
    import peers
    if name not in ("duckdb", "hyper"): return
    peer = peers.PEERS[name]()
    peer.load(parquet, path, columns, native_name(name, path, folder))
    peer.connection.close()
    if name == "hyper": peer.process.close()
