export { type Inspected, inspectFile, largestFile, type Refused, safeName } from './inspect/inspect.ts'
export { type Letterhead, qrSvg, type Rendered, type RenderOptions, renderPdf } from './render.ts'
export { configuredScanner, type Scanner, type Verdict } from './scanner.ts'
export { openStorage, type Storage, type StorageConfig, storageConfig } from './storage/storage.ts'
export {
  both,
  code,
  day,
  identifier,
  instant,
  rupees,
  type TemplateData,
  type TemplateValue,
} from './values.ts'
