import { Suspense, useState } from 'react'
import { z } from 'zod'
import { ExtraFields } from '#kernel/extra-fields/ui'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  CheckField,
  CnicField,
  Columns,
  call,
  DateField,
  EmptyState,
  Fieldset,
  Form,
  type Found,
  Load,
  NameFields,
  NativeSelect,
  NumberField,
  SearchField,
  SelectField,
  TextField,
  today,
  useBoth,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import {
  addSession,
  addToList,
  bookVisit,
  type getVisiting,
  listSlots,
  listVisitors,
  registerVisitor,
  relations,
  setVisitClass,
  stopKinds,
  stopVisits,
  visitClasses,
} from '../contract.ts'
import { type VisitKind, visitKinds } from '../judge.ts'
import classes from './Visits.module.css'

/** Searched before anything is typed anew: by CNIC in the whole department, by name in this prison. */
async function findVisitor(text: string): Promise<Found[]> {
  const { rows } = await call(listVisitors, { q: text, size: 8 })
  return rows.map((row) => ({
    value: row.id,
    label: `${row.name.ur} · ${row.name.en}`,
    detail: row.cnic ?? row.otherPaper ?? '',
  }))
}

function RelationField() {
  const { t } = useTranslation('custody-visits')
  return (
    <SelectField
      name="relation"
      label={t('visitor.relation')}
      required
      options={relations.map((value) => ({ value, label: t(`relation.${value}`) }))}
    />
  )
}

/** A visitor is looked for first and registered when none is found. */
export function AddVisitorForm({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation('custody-visits')
  const [anew, setAnew] = useState(false)
  if (anew)
    return (
      <Form
        endpoint={registerVisitor}
        initial={{ relation: 'mother', visitor: { sex: 'F' } }}
        prepare={(values) => ({ ...values, imprisonmentId: id })}
        submit={t('visitor.register')}
        cancel={close}
        onDone={close}
      >
        <CnicField name="visitor.cnic" />
        <NameFields name="visitor.name" required />
        <NameFields name="visitor.father" label={t('visitor.father')} />
        <Columns>
          <SelectField
            name="visitor.sex"
            label={t('visitor.sex')}
            required
            options={(['F', 'M', 'X'] as const).map((value) => ({ value, label: t(`sex.${value}`) }))}
          />
          <RelationField />
        </Columns>
        <Columns>
          <TextField name="visitor.phone" type="tel" ltr label={t('visitor.phone')} />
          <TextField
            name="visitor.licence"
            ltr
            label={t('visitor.licence')}
            hint={t('visitor.licence-hint')}
          />
        </Columns>
        <TextField
          name="visitor.otherPaper"
          label={t('visitor.other-paper')}
          hint={t('visitor.other-hint')}
        />
        <Suspense>
          <ExtraFields form="custody.visitor" />
        </Suspense>
      </Form>
    )
  return (
    <>
      <Form
        endpoint={addToList}
        initial={{ relation: 'mother' }}
        prepare={(values) => ({ ...values, id })}
        submit={t('visitor.add')}
        cancel={close}
        onDone={close}
      >
        <SearchField
          name="visitorId"
          label={t('visitor.find')}
          hint={t('visitor.find-hint')}
          search={findVisitor}
          required
        />
        <RelationField />
      </Form>
      <p>
        <Button onClick={() => setAnew(true)}>{t('visitor.new')}</Button>
      </p>
    </>
  )
}

const Chosen = z.object({ came: z.record(z.string(), z.boolean().optional()), slot: z.string().min(1) })

/** Into a slot ahead: the kind of visit first, since it decides which sessions there are. */
export function BookForm({
  id,
  list,
  close,
}: {
  id: string
  list: OutputOf<typeof getVisiting>['list']
  close: () => void
}) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const { date } = useFormats()
  const [kind, setKind] = useState<VisitKind>('ordinary')
  const slots = useCall(listSlots, { id, kind })
  const may = list.filter(
    (person) => person.state === 'approved' && (person.relation === 'advocate') === (kind === 'legal'),
  )
  if (list.every((person) => person.state !== 'approved'))
    return <EmptyState icon="users" title={t('book.nobody')} why={t('book.nobody-why')} />
  return (
    <div className={classes.items}>
      <NativeSelect
        label={t('register.kind')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as VisitKind)}
        data={visitKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <Load call={slots} lines={3}>
        {({ days }) => {
          const options = days.flatMap((day) =>
            day.slots
              .filter((slot) => slot.left > 0)
              .map((slot) => ({
                value: `${day.sessionId}/${day.onDate}/${slot.at}`,
                label: `${date(day.onDate)} · ${slot.at} · ${both(day.place)} · ${t('new.left', { count: slot.left })}`,
              })),
          )
          if (options.length === 0)
            return <EmptyState icon="calendar" title={t('book.no-slot')} why={t('book.no-slot-why')} />
          return (
            <Form
              key={kind}
              endpoint={bookVisit}
              initial={{ slot: options[0]?.value ?? '', came: {} } as never}
              prepare={(values) => {
                const { came, slot } = Chosen.parse({ ...(values as object) })
                const [sessionId = '', onDate = '', slotAt = ''] = slot.split('/')
                const { overrides = [] } = values as { overrides?: never[] }
                return {
                  id,
                  visitorIds: may.map((person) => person.id).filter((one) => came[one] === true),
                  sessionId,
                  onDate,
                  slotAt,
                  overrides,
                }
              }}
              submit={t('panel.book')}
              cancel={close}
              onDone={close}
            >
              <Fieldset legend={t('book.who')}>
                {may.length === 0 ? <p className={classes.soft}>{t('book.none-of-kind')}</p> : null}
                {may.map((person) => (
                  <CheckField
                    key={person.id}
                    name={`came.${person.id}`}
                    label={`${both(person.name)} (${t(`relation.${person.relation}`)})`}
                  />
                ))}
              </Fieldset>
              <SelectField name="slot" label={t('book.slot')} required options={options} />
            </Form>
          )
        }}
      </Load>
    </div>
  )
}

export function StopForm({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation('custody-visits')
  return (
    <Form
      endpoint={stopVisits}
      initial={{ kind: 'punishment' }}
      prepare={(values) => ({ ...values, id })}
      submit={t('panel.stop')}
      cancel={close}
      onDone={close}
    >
      <p className={classes.soft}>{t('stop.means')}</p>
      <SelectField
        name="kind"
        label={t('stop.kind')}
        required
        options={stopKinds.map((value) => ({ value, label: t(`stop.${value}`) }))}
      />
      <TextField name="authority" label={t('ban.authority')} required />
      <DateField name="untilOn" label={t('ban.until')} hint={t('ban.until-hint')} />
      <TextField name="note" label={t('register.note')} />
    </Form>
  )
}

export function ClassForm({
  id,
  current,
  close,
}: {
  id: string
  current: (typeof visitClasses)[number]
  close: () => void
}) {
  const { t } = useTranslation('custody-visits')
  return (
    <Form
      endpoint={setVisitClass}
      initial={{ class: current }}
      prepare={(values) => ({ ...values, id })}
      submit={t('common:act.save')}
      cancel={close}
      onDone={close}
    >
      <SelectField
        name="class"
        label={t('panel.class')}
        required
        options={visitClasses.map((value) => ({ value, label: t(`class.${value}`) }))}
      />
      <TextField name="authority" label={t('ban.authority')} required />
    </Form>
  )
}

export function SessionForm({ close }: { close: () => void }) {
  const { t } = useTranslation('custody-visits')
  return (
    <Form
      endpoint={addSession}
      initial={{
        kind: 'ordinary',
        weekday: 1,
        fromTime: '09:00',
        toTime: '13:00',
        slotMinutes: 30,
        windows: 10,
        fromOn: today(),
      }}
      submit={t('session.add')}
      cancel={close}
      onDone={close}
    >
      <Columns>
        <SelectField
          name="kind"
          label={t('register.kind')}
          required
          options={visitKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <SelectField
          name="weekday"
          label={t('session.weekday')}
          required
          options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({
            value: String(value),
            label: t(`weekday.${value}`),
          }))}
        />
      </Columns>
      <NameFields name="place" label={t('session.place')} required />
      <Columns>
        <TextField name="fromTime" ltr label={t('session.from')} required />
        <TextField name="toTime" ltr label={t('session.to')} required />
      </Columns>
      <Columns>
        <NumberField name="slotMinutes" label={t('session.slot')} unit={t('minutes')} required />
        <NumberField name="windows" label={t('session.windows')} required />
      </Columns>
      <Columns>
        <SelectField
          name="forSex"
          label={t('session.for')}
          options={[
            { value: '', label: t('rules.everyone') },
            ...(['M', 'F'] as const).map((value) => ({ value, label: t(`sex.${value}`) })),
          ]}
        />
        <DateField name="fromOn" label={t('session.first')} required />
      </Columns>
    </Form>
  )
}
