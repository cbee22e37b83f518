"""Writes the files of NumPy, pandas and Arrow into the folder that it stands in."""
import decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

ROWS = np.array([[1, 2], [3, 4], [5, 6]])
for name in "f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8".split():
    np.save(f"{name}.npy", ROWS.astype("<" + name))
    np.save(f"{name}-big-endian.npy", ROWS.astype(">" + name))
np.save("fortran.npy", np.asfortranarray(ROWS.astype(">i4")))
np.save("column.npy", np.array([1.0, 3.0, 5.0]))
np.save("bool.npy", np.array([[True, False], [False, True]]))
np.savez("one.npz", ROWS.astype("f8"))
np.savez_compressed("one-compressed.npz", rows=ROWS)
np.savez("two.npz", a=ROWS, b=ROWS)

FRAME = pd.DataFrame({"a": [1.5, np.nan, 5.0], "b": [2, 4, 6], "c": [True, False, True]})
FRAME.to_csv("pandas.csv")
FRAME.to_csv("pandas-without-index.csv", index=False)
FRAME.to_csv("pandas-german.csv", sep=";", decimal=",", index=False)
FRAME.to_json("pandas.ndjson", orient="records", lines=True)

FLAT = pa.table(
    {
        "f8": pa.array([1.5, None, 5.0]),
        "f4": pa.array([1.5, 2.5, None], pa.float32()),
        "i8": pa.array([-1, 2, 3], pa.int8()),
        "u16": pa.array([1, 2, 65535], pa.uint16()),
        "i32": pa.array([1, None, 3], pa.int32()),
        "u32": pa.array([1, 2, 4294967295], pa.uint32()),
        "i64": pa.array([1, 2, 9007199254740992], pa.int64()),
        "bool": pa.array([True, False, None]),
    }
)
for codec in ["none", "snappy", "zstd", "gzip"]:
    pq.write_table(FLAT, f"flat-{codec}.parquet", compression=codec)
pq.write_table(FLAT, "flat-v2.parquet", data_page_version="2.0", row_group_size=2, use_dictionary=False)
FRAME.set_index(pd.Index(["x", "y", "z"])).to_parquet("pandas.parquet")
pq.write_table(pa.table({"a": [1.5], "big": pa.array([9007199254740993], pa.int64())}), "beyond.parquet")
pq.write_table(
    pa.table(
        {
            "a": [1.5],
            "text": ["x"],
            "day": pa.array([0], pa.date32()),
            "at": pa.array([0], pa.timestamp("us")),
            "price": pa.array([decimal.Decimal("1.25")]),
            "list": [[1, 2]],
            "struct": [{"x": 1}],
        }
    ),
    "kinds.parquet",
)
rows = 3000
pq.write_table(
    pa.table({"a": np.arange(rows) / 4, "b": pa.array([None if i % 7 == 0 else i for i in range(rows)], pa.int64())}),
    "many.parquet",
    row_group_size=700,
    data_page_size=1000,
)
