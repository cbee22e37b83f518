package io.mixtura.dataset.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.SchemaNode;
import io.mixtura.decimal.WholeNumbers;
import org.jspecify.annotations.Nullable;

/** What kind of values a column of a Parquet file has, and how one of them becomes a number. */
enum ParquetColumn {
  BOOLEAN {
    @Override
    double number(ColumnReader column, int row) {
      return column.getBooleans()[row] ? 1 : 0;
    }
  },
  INT32 {
    @Override
    double number(ColumnReader column, int row) {
      return column.getInts()[row];
    }
  },
  UINT32 {
    @Override
    double number(ColumnReader column, int row) {
      return Integer.toUnsignedLong(column.getInts()[row]);
    }
  },
  INT64 {
    @Override
    double number(ColumnReader column, int row) {
      return column.getLongs()[row];
    }

    @Override
    @Nullable String tooLong(ColumnReader column, int row) {
      return another(Long.toString(column.getLongs()[row]), number(column, row));
    }
  },
  UINT64 {
    @Override
    double number(ColumnReader column, int row) {
      long value = column.getLongs()[row];
      return value >= 0 ? value : value + 0x1p64;
    }

    @Override
    @Nullable String tooLong(ColumnReader column, int row) {
      return another(Long.toUnsignedString(column.getLongs()[row]), number(column, row));
    }
  },
  FLOAT {
    @Override
    double number(ColumnReader column, int row) {
      return column.getFloats()[row];
    }
  },
  DOUBLE {
    @Override
    double number(ColumnReader column, int row) {
      return column.getDoubles()[row];
    }
  };

  /** The number in a row of the batch; NaN may be one. */
  abstract double number(ColumnReader column, int row);

  /** A whole number that would be stored as another one, as text; else null. */
  @Nullable String tooLong(ColumnReader column, int row) {
    return null;
  }

  static @Nullable String another(String text, double value) {
    return WholeNumbers.isAnother(text, value) ? text : null;
  }

  /** The kind of a column; null if it holds no numbers that can be read. */
  static @Nullable ParquetColumn of(SchemaNode node) {
    if (!(node instanceof SchemaNode.PrimitiveNode column)
        || column.repetitionType() == RepetitionType.REPEATED) {
      return null;
    }
    boolean isUnsigned =
        column.logicalType() instanceof LogicalType.IntType type && !type.isSigned();
    if (column.logicalType() != null && !(column.logicalType() instanceof LogicalType.IntType)) {
      return null;
    }
    PhysicalType type = column.type();
    return switch (type) {
      case BOOLEAN -> BOOLEAN;
      case INT32 -> isUnsigned ? UINT32 : INT32;
      case INT64 -> isUnsigned ? UINT64 : INT64;
      case FLOAT -> FLOAT;
      case DOUBLE -> DOUBLE;
      case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> null;
    };
  }

  /** What a column holds that cannot be read, and what to do. */
  static String complaint(SchemaNode node) {
    if (!(node instanceof SchemaNode.PrimitiveNode column)
        || column.repetitionType() == RepetitionType.REPEATED) {
      return "is nested, but must hold one number in each row; send its parts as columns of their own";
    }
    return switch (column.logicalType()) {
      case LogicalType.DateType _, LogicalType.TimestampType _, LogicalType.TimeType _ ->
          "holds dates or times; write a number instead, such as the days since another date";
      case LogicalType.DecimalType _ -> "holds decimals; cast it to double (float64)";
      case LogicalType.Float16Type _ -> "holds numbers of 16 bits; cast it to float or double";
      case LogicalType.StringType _, LogicalType.EnumType _ -> "holds text, not numbers";
      case null ->
          "holds %s, not numbers"
              .formatted(column.type() == PhysicalType.INT96 ? "dates or times" : "bytes");
      default -> "holds no numbers (%s)".formatted(column.logicalType());
    };
  }
}
