import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  Group,
  Icon,
  Link,
  Load,
  Ltr,
  Modal,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { cancelVisit, endStop, getVisiting } from '../contract.ts'
import { AddVisitorForm, BookForm, ClassForm, StopForm } from './forms.tsx'
import { History } from './History.tsx'
import { Vet } from './Vet.tsx'
import classes from './Visits.module.css'
import { BanBadge, Quota, StateBadge, TieBadge } from './words.tsx'

type Data = OutputOf<typeof getVisiting>
type Open = 'visitor' | 'book' | 'stop' | 'class'

/** The visits of a prisoner: what is left, who may come, what is booked, what was. */
export default function VisitingPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-visits')
  const found = useCall(getVisiting, { id })
  const mayRun = useMay('custody:run-visits')
  const mayOverride = useMay('custody:override-visit')
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const held = found.data?.held === true
  const form = (which: Open, title: string, children: ReactNode) => (
    <Modal
      opened={open === which}
      onClose={close}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      {children}
    </Modal>
  )
  return (
    <Section
      title={t('panel.title')}
      actions={
        held && mayRun ? (
          <Group gap={8}>
            <Button
              size="xs"
              leftSection={<Icon name="calendar-event" size={16} />}
              onClick={() => setOpen('book')}
            >
              {t('panel.book')}
            </Button>
            <Button
              size="xs"
              leftSection={<Icon name="user-plus" size={16} />}
              onClick={() => setOpen('visitor')}
            >
              {t('panel.add')}
            </Button>
            {mayOverride ? (
              <>
                <Button size="xs" onClick={() => setOpen('stop')}>
                  {t('panel.stop')}
                </Button>
                <Button size="xs" onClick={() => setOpen('class')}>
                  {t('panel.class')}
                </Button>
              </>
            ) : null}
          </Group>
        ) : undefined
      }
    >
      <Load call={found} lines={4}>
        {(data) => <Whole data={data} />}
      </Load>
      {form('visitor', t('panel.add'), <AddVisitorForm id={id} close={close} />)}
      {form('book', t('panel.book'), <BookForm id={id} list={found.data?.list ?? []} close={close} />)}
      {form('stop', t('panel.stop'), <StopForm id={id} close={close} />)}
      {form(
        'class',
        t('panel.class'),
        <ClassForm id={id} current={found.data?.class ?? 'ordinary'} close={close} />,
      )}
    </Section>
  )
}

function Whole({ data }: { data: Data }) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const { date } = useFormats()
  const mayRun = useMay('custody:run-visits')
  const mayOverride = useMay('custody:override-visit')
  const mayReadRules = useMay('custody:read-settings')
  const cancel = useCommand(cancelVisit)
  const end = useCommand(endStop)
  const [cancelling, setCancelling] = useState<string>()
  const [ending, setEnding] = useState<string>()
  const ahead = data.visits.filter((visit) => ['booked', 'waiting', 'running'].includes(visit.state))
  const past = data.visits.filter((visit) => !ahead.includes(visit))
  const stops = data.stops.filter((stop) => stop.holds)
  return (
    <>
      <div className={classes.tiles}>
        {data.quotas.map(({ rule, used }) => (
          <div key={rule.id} className={classes.tile}>
            <strong>{t(`kind.${rule.kind}`)}</strong>
            <Quota used={used} visits={rule.visits} per={rule.per} />
            <span>{t('panel.each', { persons: rule.persons, minutes: rule.minutes })}</span>
            {mayReadRules ? <Link to="/custody/settings/visit-quota">{t('panel.rule')}</Link> : null}
            {rule.refer ? (
              <StatusBadge meaning="amber" icon="help">
                {t('rules.refer')}
              </StatusBadge>
            ) : null}
          </div>
        ))}
      </div>
      {data.class === 'better' ? <StatusBadge meaning="blue">{t('class.better')}</StatusBadge> : null}
      {stops.map((stop) => (
        <div key={stop.id} className={classes.against}>
          <div className={classes.line}>
            <strong>{t(`stop.${stop.kind}`)}</strong>
            <span>
              {date(stop.fromOn)} – {stop.untilOn === null ? t('ban.open-end') : date(stop.untilOn)} ·{' '}
              {stop.authority}
            </span>
            {mayOverride ? (
              <Button size="xs" onClick={() => setEnding(stop.id)}>
                {t('panel.end-stop')}
              </Button>
            ) : null}
          </div>
          {stop.note === null ? null : <span>{stop.note}</span>}
        </div>
      ))}
      {ahead.length === 0 ? null : (
        <ul className={classes.items}>
          {ahead.map((visit) => (
            <li key={visit.id} className={classes.item}>
              <div className={classes.line}>
                <strong>
                  {date(visit.onDate)} <Ltr>{visit.slotAt}</Ltr>
                </strong>
                <span>{both(visit.place)}</span>
                <StateBadge state={visit.state} />
                {mayRun && visit.state === 'booked' ? (
                  <Button size="xs" onClick={() => setCancelling(visit.id)}>
                    {t('panel.cancel')}
                  </Button>
                ) : null}
              </div>
              <span className={classes.soft}>
                {visit.visitors.map((person) => both(person.name)).join(t('comma'))}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h3>{t('panel.list')}</h3>
      {data.list.length === 0 ? (
        <p className={classes.soft}>{t('panel.list-empty')}</p>
      ) : (
        <ul className={classes.items}>
          {data.list.map((person) => (
            <li key={person.tieId} className={classes.item}>
              <div className={classes.line}>
                <Link to={`/custody/visitors/${person.id}`}>{both(person.name)}</Link>
                <span>{t(`relation.${person.relation}`)}</span>
                <TieBadge state={person.state} />
                {person.ban === null ? null : <BanBadge until={person.ban.untilOn} />}
                {person.untilOn === null ? null : (
                  <span className={classes.soft}>{t('vet.until-day', { day: person.untilOn })}</span>
                )}
                {person.state === 'pending' ? <Vet tieId={person.tieId} label={both(person.name)} /> : null}
              </div>
              {person.why === null ? null : <span className={classes.soft}>{person.why}</span>}
            </li>
          ))}
        </ul>
      )}
      {past.length + data.refusals.length === 0 ? null : (
        <details>
          <summary>{t('panel.history', { count: past.length + data.refusals.length })}</summary>
          <History visits={past} refusals={data.refusals} of="prisoner" />
        </details>
      )}
      <ConfirmAct
        opened={cancelling !== undefined}
        onClose={() => setCancelling(undefined)}
        title={t('panel.cancel')}
        consequence={t('panel.cancel-means')}
        reason="required"
        actLabel={t('panel.cancel')}
        onConfirm={async (why) => {
          if (cancelling !== undefined) await cancel.run({ visitId: cancelling, why })
        }}
      />
      <ConfirmAct
        opened={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title={t('panel.end-stop')}
        consequence={t('panel.end-stop-means')}
        reason="required"
        actLabel={t('panel.end-stop')}
        onConfirm={async (why) => {
          if (ending !== undefined) await end.run({ stopId: ending, why })
        }}
      />
    </>
  )
}
