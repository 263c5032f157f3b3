"""The engines that Tally is measured against, each in the best native form that it has.

`python peers.py NAME` is a worker: it reads one JSON request a line and answers each with one. A process of its own for each
engine keeps their threads and memory apart, and lets its processor time be read.
"""

import csv
import importlib.metadata
import json
import os
import pathlib
import sys
import time

import sources
import workloads

# How every peer but Hyper gets its rows into memory: typed once by DuckDB, from a Parquet file.
TYPES = {"category": "varchar", "text": "varchar", "integer": "bigint", "small": "utinyint", "time": "timestamp_s"}


def write_parquet(path, shape, target):
    """The kept columns of a CSV file, typed, as the file that the peers load from."""
    import duckdb
    _, columns = workloads.SHAPES[shape]
    items = [
        f"(\"{header}\" = 'YES') as {name}" if kind == "flag"
        else f"try_strptime(\"{header}\", '%m/%d/%Y %I:%M:%S %p')::{TYPES[kind]} as {name}"
        if kind == "time" and shape == "new-york"
        else f"try_cast({sources.spelt(name, header)} as {TYPES[kind]}) as {name}"
        for name, (header, kind) in columns.items()
    ]
    part = f"{target}.part"
    connection = duckdb.connect()
    connection.execute(
        f"copy (select {', '.join(items)} from read_csv('{path}', header=true, all_varchar=true, quote='\"',"
        f" escape='\"', delim=',')) to '{part}' (format parquet)")
    os.replace(part, target)


class Peer:
    """An engine with the rows in memory. `columns` are those of the shape: name to (header, kind)."""

    package = ""
    dialect = workloads.Dialect()

    def load(self, parquet, csv_path, columns): raise NotImplementedError

    def run(self, query, literal): raise NotImplementedError

    def save(self, folder): """Writes the engine's own file, which `open` reads; None where it has none."""

    def sql(self, query, literal): return query.sql(self.dialect, literal)


class DuckDB(Peer):
    package = "duckdb"

    def load(self, parquet, csv_path, columns, path=":memory:"):
        import duckdb
        self.connection = duckdb.connect(path)
        items = []
        for name, (_, kind) in columns.items():
            if kind == "category":
                self.connection.execute(
                    f"create type {name}_type as enum (select distinct {name} from '{parquet}'"
                    f" where {name} is not null order by all)")
            items.append(f"{name}::{name}_type as {name}" if kind == "category" else name)
        self.connection.execute(f"create table calls as select {', '.join(items)} from '{parquet}'")

    def open(self, path):
        import duckdb
        self.connection = duckdb.connect(path, read_only=True)

    def run(self, query, literal):
        return self.connection.execute(self.sql(query, literal)).fetchall()


class Polars(Peer):
    package = "polars"

    def load(self, parquet, csv_path, columns):
        import polars as pl
        casts = [pl.col(name).cast(pl.Categorical) for name, (_, kind) in columns.items() if kind == "category"]
        self.frame = pl.read_parquet(parquet).with_columns(casts).rechunk()
        self.functions = {}

    def run(self, query, literal):
        if query.name not in self.functions: self.functions[query.name] = query.polars()
        return self.functions[query.name](self.frame.lazy(), literal).collect().rows()


class ChDB(Peer):
    package = "chdb"
    dialect = workloads.ClickHouse()
    types = {
        "category": "LowCardinality(Nullable(String))", "text": "Nullable(String)", "integer": "UInt64",
        "small": "Nullable(UInt8)", "time": "Nullable(DateTime('UTC'))", "flag": "Nullable(Bool)",
    }

    def load(self, parquet, csv_path, columns):
        from chdb import session
        self.session = session.Session()
        types = ", ".join(
            f"{name} {'DateTime' + chr(40) + chr(39) + 'UTC' + chr(39) + chr(41) if name == 'opened' else self.types[kind]}"
            for name, (_, kind) in columns.items())
        self.session.query(f"create table calls ({types}) engine = Memory")
        self.session.query(f"insert into calls select {', '.join(columns)} from file('{parquet}', Parquet)")

    def run(self, query, literal):
        text = str(self.session.query(self.sql(query, literal), "JSONCompact"))
        return [flat(row) for row in json.loads(text)["data"]]


class DataFusion(Peer):
    package = "datafusion"
    dialect = workloads.DataFusion()

    def load(self, parquet, csv_path, columns):
        import datafusion
        import pyarrow
        import pyarrow.parquet
        table = pyarrow.parquet.read_table(parquet)
        fields = []
        for name, (_, kind) in columns.items():
            column = table[name].combine_chunks()
            if kind == "category": column = column.dictionary_encode()
            if kind == "time": column = column.cast(pyarrow.timestamp("s"))
            fields.append(column)
        table = pyarrow.table(fields, names=list(columns))
        self.context = datafusion.SessionContext()
        # A partition for each processor, in batches of the engine's own size.
        batches = table.to_batches(max_chunksize=8192)
        parts = os.cpu_count() or 1
        size = (len(batches) + parts - 1) // parts
        self.context.register_record_batches(
            "calls", [batches[start:start + size] for start in range(0, len(batches), size)])

    def run(self, query, literal):
        rows = []
        for batch in self.context.sql(self.sql(query, literal)).collect():
            rows += zip(*(column.to_pylist() for column in batch.columns))
        return rows


class Pandas(Peer):
    package = "pandas"

    def load(self, parquet, csv_path, columns):
        import pandas
        frame = pandas.read_parquet(parquet)
        for name, (_, kind) in columns.items():
            if kind == "category": frame[name] = frame[name].astype("category")
        self.frame = frame

    def run(self, query, literal):
        found = query.pandas(self.frame, literal)
        if not hasattr(found, "reset_index"): return [(int(found),)]
        # The row numbers of a plain selection are no part of the answer.
        plain = found.index.nlevels == 1 and found.index.name is None
        return list((found.to_frame() if plain else found.reset_index()).itertuples(index=False, name=None))


class Hyper(Peer):
    package = "tableauhyperapi"
    dialect = workloads.Hyper()

    def load(self, parquet, csv_path, columns, path=None):
        self.start()
        self.connection = self.connect(path, "CREATE_AND_REPLACE") if path else self.connect()
        kept = ", ".join(columns)
        kind = "table" if path else "temporary table"
        self.connection.execute_command(
            f"create {kind} calls as select {kept} from external('{parquet}', format => 'parquet')")

    def start(self):
        import tableauhyperapi as api
        self.api = api
        self.process = api.HyperProcess(
            api.Telemetry.DO_NOT_SEND_USAGE_DATA_TO_TABLEAU, parameters={"log_config": ""})

    def connect(self, path=None, mode="NONE"):
        if path is None: return self.api.Connection(self.process.endpoint)
        return self.api.Connection(self.process.endpoint, path, getattr(self.api.CreateMode, mode))

    def run(self, query, literal):
        return self.connection.execute_list_query(self.sql(query, literal))


PEERS = {"duckdb": DuckDB, "polars": Polars, "chdb": ChDB, "datafusion": DataFusion, "hyper": Hyper, "pandas": Pandas}


def flat(row):
    """A row with the values of lists in place of the lists."""
    cells = []
    for cell in row:
        cells += flat(cell) if isinstance(cell, (list, tuple)) else [cell]
    return cells


def plain(cell):
    """Numbers as floats, days and missing values as text: what answers are compared by."""
    if cell is None or cell != cell or cell == "": return ""
    if hasattr(cell, "total_seconds"): return float(cell.total_seconds())
    try: return float(cell)
    except (TypeError, ValueError): return str(cell)


def children_time():
    """Processor seconds of this process, or of a server that it started."""
    total = time.process_time()
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try: fields = status.read_text().rpartition(")")[2].split()
        except OSError: continue
        if int(fields[1]) == os.getpid(): total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def serve(name):
    peer = PEERS[name]()
    queries = []
    for line in sys.stdin:
        request = json.loads(line)
        answer = {}
        try:
            if request["do"] == "load":
                queries, columns = workloads.SHAPES[request["shape"]]
                start = time.perf_counter()
                peer.load(request["parquet"], request["csv"], columns)
                answer = {"seconds": time.perf_counter() - start, "version": importlib.metadata.version(peer.package)}
            elif request["do"] == "answer":
                rows = peer.run(queries[request["query"]], request["literal"])
                answer = {"rows": [[plain(cell) for cell in flat(row)] for row in rows]}
            elif request["do"] == "time":
                query, times, used = queries[request["query"]], [], children_time()
                for repetition in request["repetitions"]:
                    start = time.perf_counter()
                    peer.run(query, query.literal(repetition))
                    times.append((time.perf_counter() - start) * 1000)
                answer = {"times": times, "cpu": (children_time() - used) * 1000 / max(len(times), 1)}
        except Exception as problem:
            answer = {"error": f"{type(problem).__name__}: {problem}"}
        sys.__stdout__.write(json.dumps(answer) + "\n")
        sys.__stdout__.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
