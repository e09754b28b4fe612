import { listUnits } from '#kernel/units/contract'
import {
  ChoiceField,
  Columns,
  call,
  DateField,
  NumberField,
  SearchField,
  TextField,
  useBoth,
  useTranslation,
} from '#platform/ui'
import { SentenceFields } from './AdmissionForm.tsx'

/** A warrant as it stands on paper. */
export function PaperFields() {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const among = (prefix: string) => async (text: string, signal: AbortSignal) => {
    const { rows } = await call(listUnits, { q: text, size: 40 }, { signal })
    return rows
      .filter((unit) => unit.code.startsWith(prefix))
      .map((unit) => ({
        value: String(unit.id),
        label: both({ en: unit.nameEn, ur: unit.nameUr }),
        detail: unit.code,
      }))
  }
  return (
    <>
      <TextField name="paper.reason" label={t('paper.reason')} hint={t('paper.reason-hint')} required />
      <ChoiceField
        name="paper.kind"
        label={t('paper.kind')}
        required
        options={['remand', 'conviction'].map((kind) => ({ value: kind, label: t(`warrant-kind.${kind}`) }))}
      />
      <Columns>
        <SearchField name="paper.courtId" label={t('word.court')} search={among('CRT-')} />
        <SearchField name="paper.stationId" label={t('word.station')} search={among('PS-')} />
      </Columns>
      <Columns>
        <NumberField name="paper.firNumber" label={t('paper.fir-number')} />
        <NumberField name="paper.firYear" label={t('paper.fir-year')} />
        <DateField name="paper.offenceOn" label={t('paper.offence-on')} />
      </Columns>
      <TextField
        name="paper.sections"
        label={t('word.sections')}
        hint={t('paper.sections-hint')}
        ltr
        required
      />
      <Columns>
        <DateField name="paper.issuedOn" label={t('word.issued-on')} required />
        <DateField name="paper.detainedSince" label={t('paper.detained-since')} />
        <DateField name="paper.nextProduction" label={t('word.next-production')} />
      </Columns>
      <SentenceFields />
    </>
  )
}
