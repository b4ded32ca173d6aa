export type { AttributeMove, Change, HistoryEntry, MasterRecord, Patch, RecordData } from './record.ts'
