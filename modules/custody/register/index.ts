export type { Category } from './category.ts'
export { type ColumnDoubt, findColumnDoubts } from './column-doubts.ts'
export { type ColumnMapping, findHeader, headerAt, missingFields, type RegisterHeader } from './columns.ts'
export { type DateReading, readDate } from './dates.ts'
export { FIELDS, type Field } from './headings.ts'
export {
  type JudgedRow,
  type JudgeOptions,
  judgeRows,
  judgingDay,
  REASONS,
  type Reason,
  type RegisterReport,
  reportOf,
  type SkippedLine,
  WARNINGS,
  type Warning,
} from './judge-rows.ts'
export { type OpenedRegister, openRegister } from './open-register.ts'
export type { CnicReading, Sex, WrittenName } from './person-cells.ts'
export type { RegisterRecord, Unread } from './read-row.ts'
export {
  readWorkbook,
  type Sheet,
  type UnreadableCode,
  UnreadableRegister,
  type Workbook,
} from './read-workbook.ts'
export type { SectionToken } from './sections.ts'
export { readSentence, type SentenceReading, type Term } from './sentence.ts'
export {
  type BothLanguages,
  COLUMN_DOUBT_TEXT,
  DATE_FAULT_TEXT,
  type Explanation,
  explain,
  explainRow,
  FIELD_OF,
  OUTCOME_TEXT,
  UNREADABLE_TEXT,
} from './texts.ts'
