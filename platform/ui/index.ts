/** The design system's front door; `README.md` lists every part with its props. */
export { useTranslation } from 'react-i18next'
export { CallRefused, call, NetworkFailed, urlOf } from '../http/client.ts'
export { uuidv7 } from '../http/uuid.ts'
export {
  daysBetween,
  formatCnic,
  formatDate,
  formatDistance,
  formatInstant,
  formatMoney,
  formatMonth,
  formatNumber,
  formatTime,
  type Language,
  latinDigits,
  parseDate,
  parseNumber,
  today,
  weekday,
} from '../i18n/format.ts'
export { BothNames } from './BothNames.tsx'
export { CaseHeader } from './CaseHeader.tsx'
export { Chart } from './Chart.tsx'
export { ConfirmAct } from './ConfirmAct.tsx'
export { type Command, useCall, useCommand } from './calls.ts'
export { same } from './conflict/differences.ts'
export { type Comparison, useVersion } from './conflict/use-version.tsx'
export { DeadlineBadge } from './DeadlineBadge.tsx'
export { DocumentViewer } from './DocumentViewer.tsx'
export { type Formats, useFormats } from './dates.ts'
export { type DeadlineState, deadlineState } from './deadline-state.ts'
export { EmptyState } from './EmptyState.tsx'
export { ErrorPanel } from './ErrorPanel.tsx'
export { type FigureTile, FigureTiles } from './FigureTiles.tsx'
export { ActForm } from './forms/ActForm.tsx'
export { type FieldProps, useField, useFormValues, useSetField } from './forms/context.ts'
export { DateField } from './forms/DateField.tsx'
export { Form } from './forms/Form.tsx'
export {
  CheckField,
  ChecksField,
  ChoiceField,
  Columns,
  Fieldset,
  FileField,
  NumberField,
  type Option,
  SelectField,
  SeveralField,
  TextField,
} from './forms/fields.tsx'
export { LookOnly } from './forms/LookOnly.tsx'
export { PickOne } from './forms/PickOne.tsx'
export { CnicField, NameFields } from './forms/person-fields.tsx'
export { SameAsLast } from './forms/SameAsLast.tsx'
export { type Found, OffenceField, type Search, SearchField } from './forms/SearchField.tsx'
export { useFoundDraft } from './forms/use-draft.ts'
export { GivenReasons } from './GivenReasons.tsx'
export { Icon } from './Icon.tsx'
export type { IconName } from './icon-names.ts'
export { KeyValue } from './KeyValue.tsx'
export { Link, useGo, useQueryText, useRouteParams } from './Link.tsx'
export { Load } from './Load.tsx'
export { Ltr } from './Ltr.tsx'
export { useBoth, useLanguage } from './language.ts'
export { useLine } from './line.ts'
export * from './mantine.ts'
export { Notices } from './Notices.tsx'
export { say } from './notice.ts'
export { OtherLanguage } from './OtherLanguage.tsx'
export { OutboxStatus } from './outbox/OutboxStatus.tsx'
export { useOldestWaiting } from './outbox/use-oldest-waiting.ts'
export { useOutbox } from './outbox/use-outbox.ts'
export { layInQueue } from './outbox/waiting.ts'
export { Page, Section } from './Page.tsx'
export { PersonCard } from './PersonCard.tsx'
export { type Proof, ProofDrawer } from './ProofDrawer.tsx'
export { Panels, PanelsProvider, useRecordEnded } from './panels.tsx'
export { StatusBadge } from './StatusBadge.tsx'
export { type Step, StepBar } from './StepBar.tsx'
export { defineScreens, type Panel, type Screen, type Screens } from './screens.ts'
export { type ActingPost, may, type Session, SessionProvider, useMay, useSession } from './session.tsx'
export { useHeldAnswer } from './shift/hold-answers.ts'
export type { Answer } from './shift/pack.ts'
export { isWeak, proposedPassphrase } from './shift/passphrase.ts'
export { addToShift, putShiftDown, takeShift } from './shift/take-shift.ts'
export { useOwnPack } from './shift/use-own-pack.ts'
export { type Shortcut, useShortcuts } from './shortcuts.ts'
export { Timeline, type TimelineEntry } from './Timeline.tsx'
export { type Column, type Filter, RecordTable } from './table/RecordTable.tsx'
export type { Meaning } from './tokens.ts'
export { WhatHappensNext } from './WhatHappensNext.tsx'
