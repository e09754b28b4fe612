import {
  ChoiceField,
  Columns,
  DateField,
  NumberField,
  SearchField,
  TextField,
  useBoth,
  useTranslation,
} from '#platform/ui'
import { PaperBeside } from '../warrants/ui/PaperBeside.tsx'
import { SentenceFields } from './AdmissionForm.tsx'
import { usePlaces } from './places.ts'

/** A warrant as it stands on paper, with its scan beside. */
export function PaperFields() {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { courts, stations } = usePlaces()
  return (
    <PaperBeside>
      {(order) => (
        <>
          <TextField name="paper.reason" label={t('paper.reason')} hint={t('paper.reason-hint')} required />
          <ChoiceField
            name="paper.kind"
            label={t('paper.kind')}
            required
            options={['remand', 'conviction'].map((kind) => ({
              value: kind,
              label: t(`warrant-kind.${kind}`),
            }))}
          />
          <Columns>
            <SearchField
              name="paper.courtId"
              label={t('word.court')}
              search={courts}
              initialLabel={order === undefined ? '' : both(order.court)}
            />
            <SearchField
              name="paper.stationId"
              label={t('word.station')}
              search={stations}
              initialLabel={order === undefined ? '' : both(order.station)}
            />
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
      )}
    </PaperBeside>
  )
}
