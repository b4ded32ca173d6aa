/** What a file may cost before it is refused; sizes in bytes or characters. */
export type FileLimits = {
  readonly fileBytes: number;
  /** Delimited text: it is held whole, beside its decoded text. */
  readonly textBytes: number;
  /** JSON is held whole too, and costs more to read. */
  readonly jsonBytes: number;
  /** An old workbook (.xls): read whole by a parser that makes an object of each cell. */
  readonly oldBytes: number;
  /** The parts of an .ods or .xlsb together, once inflated: held whole too. */
  readonly foreignBytes: number;
  /** One part of a workbook that is read whole (workbook, relations, styles). */
  readonly partBytes: number;
  readonly sharedStringBytes: number;
  /** All the parts that are read, once inflated. */
  readonly inflatedBytes: number;
  /** Inflated to compressed size of one part; looked at above `ratioFloorBytes`. */
  readonly ratio: number;
  readonly ratioFloorBytes: number;
  readonly zipEntries: number;
  readonly sharedStrings: number;
  readonly sheets: number;
  /** Filled cells of an .xls, .ods or .xlsb, repetitions written out: its parser makes an object of each. */
  readonly foreignCells: number;
  readonly rows: number;
  readonly columns: number;
  readonly cellCharacters: number;
  /** The XML of one row. */
  readonly rowCharacters: number;
};

/** Rows that a file may have beside `rows` of data: titles, remarks, blank rows. */
export const HEAD_ROWS = 100_000;

const MB = 1024 * 1024;

/**
 * Room for a million rows or for 200,000 rows of forty columns, none for a bomb: spaces deflate
 * about 1000 to 1, the most repetitive real sheets about 40 to 1.
 */
export const DEFAULT_FILE_LIMITS: FileLimits = {
  fileBytes: 200 * MB,
  textBytes: 96 * MB,
  jsonBytes: 64 * MB,
  oldBytes: 64 * MB,
  foreignBytes: 128 * MB,
  partBytes: 32 * MB,
  sharedStringBytes: 160 * MB,
  inflatedBytes: 600 * MB,
  ratio: 100,
  ratioFloorBytes: 4 * MB,
  zipEntries: 5_000,
  sharedStrings: 4_000_000,
  sheets: 500,
  foreignCells: 1_500_000,
  rows: 1_048_576,
  columns: 2_000,
  cellCharacters: 100_000,
  rowCharacters: 4 * MB,
};
