import {
  ChoiceField,
  Columns,
  DateField,
  Form,
  Load,
  NumberField,
  Page,
  Section,
  say,
  TextField,
  useBoth,
  useCall,
  useFormValues,
  useGo,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getRemandStanding, recordBail } from '../contract.ts'
import classes from './Courts.module.css'
import { nameOf } from './words.ts'

/** An order on bail. Nobody goes free by it until the surety is accepted. */
export default function BailPage() {
  const { t } = useTranslation('courts')
  const { id = '' } = useRouteParams()
  const go = useGo()
  const both = useBoth()
  const found = useCall(getRemandStanding, { partyId: id })
  return (
    <Load call={found}>
      {(standing) => (
        <Page
          title={t('bail.title')}
          lead={both(nameOf(standing))}
          back={{ to: `/cases/${standing.caseId}`, label: t('case') }}
        >
          <Section title={t('bail.order')}>
            <Form
              endpoint={recordBail}
              initial={{ section: '497', onDate: standing.today, result: '', reasons: '', suretyAmount: '' }}
              prepare={(values) => ({ ...values, partyId: id })}
              submit={t('bail.submit')}
              onDone={() => {
                say(t('bail.done'))
                go(`/cases/${standing.caseId}`)
              }}
            >
              <Columns>
                <TextField name="section" label={t('bail.section')} ltr required />
                <DateField name="onDate" label={t('bail.on')} required />
              </Columns>
              <ChoiceField
                name="result"
                label={t('bail.result')}
                required
                options={(['granted', 'refused', 'cancelled'] as const).map((value) => ({
                  value,
                  label: t(`bail.${value}`),
                }))}
              />
              <Rest />
            </Form>
            <p className={classes.soft}>{t('bail.note')}</p>
          </Section>
        </Page>
      )}
    </Load>
  )
}

function Rest() {
  const { t } = useTranslation('courts')
  const { result } = useFormValues<{ result: string }>()
  return (
    <>
      {result === 'granted' ? (
        <NumberField name="suretyAmount" label={t('bail.amount')} unit={t('rupees')} required />
      ) : null}
      <TextField name="reasons" label={t('bail.reasons')} multiline required={result !== 'granted'} />
    </>
  )
}
