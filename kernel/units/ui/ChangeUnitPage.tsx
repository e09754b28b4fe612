import { useState } from 'react'
import {
  BothNames,
  Checkbox,
  DateField,
  EmptyState,
  Form,
  Load,
  NameFields,
  NumberField,
  Page,
  SearchField,
  SelectField,
  Stack,
  say,
  Text,
  TextField,
  useBoth,
  useCall,
  useFormValues,
  useGo,
  useLanguage,
  useRouteParams,
  useSetField,
  useTranslation,
} from '#platform/ui'
import {
  CloseUnit,
  describeUnit,
  getUnitHistory,
  type Hierarchy,
  hierarchies,
  MoveUnit,
  parentKinds,
  renameUnit,
  SplitUnit,
  type UnitHistory,
  type UnitKind,
} from '../contract.ts'
import { parentSearch } from './unit-search.ts'
import { type Change, useChange } from './use-change.tsx'

const acts = { rename: Rename, move: Move, split: Split, close: Close, describe: Describe } as const

/** One change of one unit, named in the address. */
export default function ChangeUnitPage() {
  const { t } = useTranslation('units')
  const both = useBoth()
  const { id = '', act = '' } = useRouteParams()
  const answer = useCall(getUnitHistory, { id })
  const Act = act in acts ? acts[act as keyof typeof acts] : undefined
  if (Act === undefined) return <EmptyState title={t('common:shell.not-found-title')} icon="search-off" />
  return (
    <Load call={answer}>
      {(history) => (
        <Page
          title={`${t(`change.${act}`)}: ${both(history.unit.name)}`}
          lead={t(`change.${act}-lead`)}
          back={{ to: `/units/${id}`, label: both(history.unit.name) }}
        >
          {history.unit.mine ? (
            <Act history={history} />
          ) : (
            <EmptyState title={t('refusal.elsewhere')} icon="lock" />
          )}
        </Page>
      )}
    </Load>
  )
}

interface Part {
  readonly history: UnitHistory
}

function From() {
  const { t } = useTranslation('units')
  return <DateField name="from" label={t('change.from')} hint={t('change.from-hint')} required />
}

function Rename({ history: { unit } }: Part) {
  const { t } = useTranslation('units')
  const go = useGo()
  return (
    <Form
      endpoint={renameUnit}
      initial={{ name: { en: '', ur: '' } }}
      prepare={(values) => ({ ...values, id: unit.id })}
      submit={t('change.rename')}
      onDone={() => {
        say(t('change.saved'))
        go(`/units/${unit.id}`)
      }}
    >
      <NameFields name="name" required />
      <From />
    </Form>
  )
}

const moveFields = MoveUnit.omit({ id: true })

function Move({ history: { unit } }: Part) {
  const { t } = useTranslation('units')
  const change = useChange(t('change.move'))
  const orders = hierarchies.filter(
    (hierarchy) => parentKinds[unit.kind as UnitKind][hierarchy] !== undefined,
  )
  return (
    <>
      <Form
        schema={moveFields}
        initial={{ hierarchy: orders.length === 1 ? orders[0] : undefined }}
        submit={t('change.show-effects')}
        onSubmit={(values) => change.ask({ act: 'move', id: unit.id, ...(values as object) } as Change)}
      >
        <SelectField
          name="hierarchy"
          label={t('change.hierarchy')}
          required
          options={orders.map((value) => ({ value, label: t(`hierarchy.${value}`) }))}
        />
        <NewParent unit={unit} />
        <From />
      </Form>
      {change.dialog}
    </>
  )
}

function NewParent({ unit }: { unit: UnitHistory['unit'] }) {
  const { t } = useTranslation('units')
  const language = useLanguage()
  const hierarchy = useFormValues().hierarchy as Hierarchy | undefined
  const kinds = hierarchy === undefined ? undefined : parentKinds[unit.kind as UnitKind][hierarchy]
  return (
    <SearchField
      key={hierarchy}
      name="parentId"
      label={t('change.parent')}
      {...(kinds === undefined ? {} : { hint: kinds.map((kind) => t(`kind.${kind}`)).join(' · ') })}
      required
      disabled={kinds === undefined}
      search={parentSearch(kinds ?? [], language, unit.id)}
    />
  )
}

const splitFields = SplitUnit.omit({ id: true, children: true })

function Split({ history: { unit, children } }: Part) {
  const { t } = useTranslation('units')
  const change = useChange(t('change.split'))
  const [chosen, setChosen] = useState<string[]>([])
  const below = new Map(
    children.filter(({ validTo }) => validTo === null).map(({ child }) => [child.id, child]),
  )
  return (
    <>
      <Form
        schema={splitFields}
        initial={{ name: { en: '', ur: '' } }}
        submit={t('change.show-effects')}
        onSubmit={(values) =>
          change.ask({
            act: 'split',
            id: unit.id,
            ...(values as object),
            children: chosen,
          } as unknown as Change)
        }
      >
        <TextField
          name="code"
          label={t('change.code')}
          hint={t('change.code-hint')}
          required
          ltr
          maxLength={60}
        />
        <NameFields name="name" required />
        <From />
        {below.size === 0 ? (
          <Text size="sm">{t('change.children-none')}</Text>
        ) : (
          <Checkbox.Group label={t('change.children')} value={chosen} onChange={setChosen}>
            <Stack gap={8} mt={8}>
              {[...below.values()].map((child) => (
                <Checkbox
                  key={child.id}
                  value={String(child.id)}
                  label={
                    <>
                      <BothNames name={child.name} as="inline" /> · {t(`kind.${child.kind}`)}
                    </>
                  }
                />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </Form>
      {change.dialog}
    </>
  )
}

const closeFields = CloseUnit.omit({ id: true })

function Close({ history: { unit } }: Part) {
  const { t } = useTranslation('units')
  const change = useChange(t('change.close'))
  return (
    <>
      <Form
        schema={closeFields}
        initial={{}}
        danger
        submit={t('change.show-effects')}
        onSubmit={(values) => change.ask({ act: 'close', id: unit.id, ...(values as object) } as Change)}
      >
        <From />
      </Form>
      {change.dialog}
    </>
  )
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

function Describe({ history: { unit } }: Part) {
  const { t } = useTranslation('units')
  const go = useGo()
  const { capacity, weeklyOff } = unit.attributes
  const comparison = {
    show: (key: string, value: unknown) =>
      key === 'weeklyOff' && Array.isArray(value)
        ? value.map((day) => t(`day.${day}`)).join(' · ')
        : String(value ?? ''),
  }
  return (
    <Form
      endpoint={describeUnit}
      version={unit.version}
      comparison={comparison}
      initial={{ capacity: capacity ?? null, weeklyOff: Array.isArray(weeklyOff) ? weeklyOff : [] }}
      prepare={({ capacity: typed, ...values }) => ({
        ...values,
        id: unit.id,
        ...(typed === null ? {} : { capacity: typed }),
      })}
      submit={t('common:act.save')}
      onDone={() => {
        say(t('change.saved'))
        go(`/units/${unit.id}`)
      }}
    >
      {unit.kind === 'prison' ? (
        <NumberField name="capacity" label={t('change.capacity')} unit={t('change.places')} />
      ) : null}
      <WeeklyOff />
    </Form>
  )
}

function WeeklyOff() {
  const { t } = useTranslation('units')
  const set = useSetField()
  const { weeklyOff } = useFormValues<{ weeklyOff: string[] }>()
  return (
    <Checkbox.Group
      label={t('change.weekly-off')}
      value={weeklyOff}
      // In the order of the week, whatever the order of ticking: the same days are the same value.
      onChange={(days) =>
        set(
          'weeklyOff',
          weekdays.filter((day) => days.includes(day)),
        )
      }
    >
      <Stack gap={8} mt={8}>
        {weekdays.map((day) => (
          <Checkbox key={day} value={day} label={t(`day.${day}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
