import { useState } from 'react'
import {
  Button,
  Columns,
  DateField,
  EmptyState,
  Fieldset,
  Form,
  Group,
  Icon,
  Link,
  Load,
  Modal,
  Section,
  SelectField,
  say,
  TextField,
  today,
  useCall,
  useFormats,
  useFormValues,
  useGo,
  useMay,
  useRecordEnded,
  useTranslation,
} from '#platform/ui'
import { dayOf } from '../../pakistan-day.ts'
import { birthProofs, listMatters, openedByHand, openMatter, recordChild } from '../contract.ts'
import classes from './Matters.module.css'
import { MatterState } from './words.tsx'

/** On the prisoner's page: the matters of this prisoner, and the ways to open one. */
export default function MattersPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-matters')
  const { date } = useFormats()
  const ended = useRecordEnded()
  const mayKeep = useMay('custody:keep-matters') && !ended
  const mayChild = useMay('custody:care-for-children')
  const [act, setAct] = useState<'matter' | 'child'>()
  const shut = () => setAct(undefined)
  return (
    <Section
      title={t('panel.title')}
      {...(mayKeep
        ? {
            actions: (
              <Group gap={8}>
                <Button
                  size="xs"
                  leftSection={<Icon name="plus" size={16} />}
                  onClick={() => setAct('matter')}
                >
                  {t('panel.open')}
                </Button>
                {mayChild ? (
                  <Button
                    size="xs"
                    leftSection={<Icon name="plus" size={16} />}
                    onClick={() => setAct('child')}
                  >
                    {t('panel.child')}
                  </Button>
                ) : null}
              </Group>
            ),
          }
        : {})}
    >
      <Load call={useCall(listMatters, { imprisonmentId: id, show: 'all', size: 20 })} lines={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon="list-check" title={t('panel.none')} why={t('panel.none-why')} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id} className={classes.item}>
                  <Link to={`/custody/matters/${row.id}`}>{t(`kind.${row.kind}`)}</Link>
                  <span className={classes.badges}>
                    <MatterState row={row} />
                    <span className={classes.soft}>{date(dayOf(row.happenedAt))}</span>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Load>
      <Modal opened={act === 'matter'} onClose={shut} title={t('open.title')} size="lg">
        <OpenForm id={id} shut={shut} />
      </Modal>
      <Modal opened={act === 'child'} onClose={shut} title={t('child.title')} size="lg">
        <ChildForm id={id} shut={shut} />
      </Modal>
    </Section>
  )
}

function OpenForm({ id, shut }: { id: string; shut: () => void }) {
  const { t } = useTranslation('custody-matters')
  const go = useGo()
  return (
    <Form
      endpoint={openMatter}
      initial={{ happenedOn: today() }}
      submit={t('open.submit')}
      cancel={shut}
      prepare={({ nationality, ...values }) => ({
        ...values,
        imprisonmentId: id,
        ...(values.kind === 'foreign' && nationality !== undefined
          ? { nationality: String(nationality).toUpperCase() }
          : {}),
      })}
      onDone={(made) => {
        shut()
        say(t('open.done'))
        go(`/custody/matters/${made.id}`)
      }}
    >
      <SelectField
        name="kind"
        label={t('open.kind')}
        required
        options={openedByHand.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <Meaning />
      <Columns>
        <DateField name="happenedOn" label={t('open.on')} required />
        <TextField name="happenedTime" ltr label={t('open.time')} hint={t('time-hint')} required />
      </Columns>
      <TextField name="note" label={t('open.note')} multiline maxLength={2000} />
    </Form>
  )
}

/** What follows from opening it, before it is opened; and the country, where that is the matter. */
function Meaning() {
  const { t } = useTranslation('custody-matters')
  const { kind } = useFormValues<{ kind?: string }>()
  const chosen = openedByHand.find((one) => one === kind)
  if (chosen === undefined) return null
  return (
    <>
      <p className={classes.soft}>{t(`open.means.${chosen}`)}</p>
      {chosen === 'foreign' ? (
        <TextField
          name="nationality"
          ltr
          label={t('open.nationality')}
          hint={t('open.nationality-hint')}
          required
          maxLength={2}
        />
      ) : null}
    </>
  )
}

function ChildForm({ id, shut }: { id: string; shut: () => void }) {
  const { t } = useTranslation('custody-matters')
  const go = useGo()
  const choice = (values: readonly string[], of: string) =>
    values.map((value) => ({ value, label: t(`${of}.${value}`) }))
  return (
    <Form
      endpoint={recordChild}
      initial={{ cameOn: today(), came: 'with-mother' }}
      submit={t('child.submit')}
      cancel={shut}
      prepare={(values) => ({ ...values, imprisonmentId: id })}
      onDone={({ matterId, sixOn }) => {
        shut()
        say(t('child.done', { six: sixOn }))
        go(`/custody/matters/${matterId}`)
      }}
    >
      <p className={classes.soft}>{t('child.not-in-roll')}</p>
      <Columns>
        <TextField name="nameEn" ltr label={t('child.name-en')} required maxLength={120} />
        <TextField name="nameUr" label={t('child.name-ur')} required maxLength={120} />
      </Columns>
      <Columns>
        <SelectField name="sex" label={t('child.sex')} required options={choice(['F', 'M'], 'sex')} />
        <SelectField
          name="came"
          label={t('child.came')}
          required
          options={choice(['with-mother', 'born-here'], 'came')}
        />
        <DateField name="cameOn" label={t('child.came-on')} required />
      </Columns>
      <Fieldset legend={t('child.born')}>
        <Columns>
          <DateField name="bornOn" label={t('child.born')} required />
          <SelectField
            name="proof"
            label={t('child.proof')}
            required
            options={choice(birthProofs, 'proof')}
          />
          <TextField name="proofReference" ltr label={t('child.proof-reference')} maxLength={200} />
        </Columns>
      </Fieldset>
      <Columns>
        <TextField name="father" label={t('child.father')} maxLength={200} />
        <TextField name="fatherWhereabouts" label={t('child.whereabouts')} maxLength={300} />
      </Columns>
    </Form>
  )
}
