import { listUnits } from '#kernel/units/contract'
import {
  ChoiceField,
  Columns,
  call,
  DateField,
  NetworkFailed,
  NumberField,
  SearchField,
  TextField,
  useBoth,
  useHeldAnswer,
  useTranslation,
} from '#platform/ui'
import { type Places, placesName } from '../shift/answers.ts'
import type { Place } from '../shift/contract.ts'
import { SentenceFields } from './AdmissionForm.tsx'

/** Names that hold every word typed, in either script; the server's own search is more forgiving. */
function placesNamed(places: readonly Place[], text: string): Place[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return places
    .filter((place) => {
      const name = `${place.nameEn} ${place.nameUr} ${place.code}`.toLowerCase()
      return words.every((word) => name.includes(word))
    })
    .slice(0, 40)
}

/** A warrant as it stands on paper. */
export function PaperFields() {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const kept = useHeldAnswer<Places>(placesName, {})
  const among =
    (prefix: string, places: readonly Place[] | undefined) => async (text: string, signal: AbortSignal) => {
      const rows = await call(listUnits, { q: text, size: 40 }, { signal }).then(
        (answer) => answer.rows,
        (error: unknown) => {
          // Without a connection those of the province that were taken along with the shift.
          if (!(error instanceof NetworkFailed) || places === undefined) throw error
          return placesNamed(places, text)
        },
      )
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
        <SearchField name="paper.courtId" label={t('word.court')} search={among('CRT-', kept?.courts)} />
        <SearchField name="paper.stationId" label={t('word.station')} search={among('PS-', kept?.stations)} />
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
