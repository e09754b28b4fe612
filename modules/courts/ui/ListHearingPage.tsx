import { useState } from 'react'
import {
  Columns,
  DateField,
  Form,
  KeyValue,
  Load,
  NumberField,
  Page,
  Section,
  SelectField,
  say,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useRouteParams,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { purposes } from '../codes.ts'
import { getCourtFile, listHearing } from '../contract.ts'
import { nameOf, useJoined, useOptions } from './words.ts'

/** Fixing a date for a case. Who is in custody is put on the prison's production list by itself. */
export default function ListHearingPage() {
  const { t } = useTranslation('courts')
  const { id = '' } = useRouteParams()
  const go = useGo()
  const both = useBoth()
  const options = useOptions()
  const joined = useJoined()
  const { date } = useFormats()
  const found = useCall(getCourtFile, { caseId: id })
  const [hearingId] = useState(uuidv7)
  return (
    <Page title={t('list.title')} back={{ to: `/cases/${id}`, label: t('case') }}>
      <Load call={found}>
        {(file) => (
          <Section title={t('list.what')}>
            <KeyValue
              items={[
                {
                  label: t('accused'),
                  value: joined(file.accused.map((party) => both(nameOf(party)))),
                },
                {
                  label: t('list.produced'),
                  value:
                    joined(
                      file.accused
                        .filter(({ custody }) => custody === 'prison' || custody === 'police')
                        .map((party) => both(nameOf(party))),
                    ) || t('list.nobody'),
                },
              ]}
            />
            <Form
              endpoint={listHearing}
              initial={{ id: hearingId, onDate: '', purpose: '', serial: '' }}
              prepare={(values) => ({ ...values, caseId: id })}
              submit={t('list.submit')}
              onDone={() => {
                say(t('list.done'))
                go(`/cases/${id}`)
              }}
            >
              <Columns>
                <DateField
                  name="onDate"
                  label={t('list.on')}
                  hint={
                    file.hearings[0] === undefined
                      ? undefined
                      : t('list.last', { on: date(file.hearings[0].onDate) })
                  }
                  required
                />
                <SelectField name="purpose" label={t('purpose')} options={options(purposes)} required />
                <NumberField name="serial" label={t('list.serial')} />
              </Columns>
            </Form>
          </Section>
        )}
      </Load>
    </Page>
  )
}
