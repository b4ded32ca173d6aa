/** What a file may cost before it is refused; sizes in bytes or characters. */
export type FileLimits = {
  readonly fileBytes: number;
  /** All the parts that are read, once inflated. */
  readonly inflatedBytes: number;
  /** Inflated to compressed size of one part; looked at above `ratioFloorBytes`. */
  readonly ratio: number;
  readonly ratioFloorBytes: number;
  readonly zipEntries: number;
  readonly sharedStrings: number;
  readonly rows: number;
  readonly columns: number;
  readonly cellCharacters: number;
  /** The XML of one row. */
  readonly rowCharacters: number;
};

const MB = 1024 * 1024;

/**
 * Room for a million rows or for 200,000 rows of forty columns, none for a bomb: spaces deflate
 * about 1000 to 1, the most repetitive real sheets about 40 to 1.
 */
export const DEFAULT_FILE_LIMITS: FileLimits = {
  fileBytes: 200 * MB,
  inflatedBytes: 600 * MB,
  ratio: 100,
  ratioFloorBytes: 4 * MB,
  zipEntries: 5_000,
  sharedStrings: 4_000_000,
  rows: 1_048_576,
  columns: 2_000,
  cellCharacters: 100_000,
  rowCharacters: 4 * MB,
};
