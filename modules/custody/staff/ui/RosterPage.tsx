import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  EmptyState,
  ErrorPanel,
  FigureTiles,
  formatNumber,
  formatTime,
  Group,
  Icon,
  Link,
  Load,
  Ltr,
  Page,
  Section,
  StatusBadge,
  say,
  today,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { DaySteps } from '../../ui/DaySteps.tsx'
import { WhichPrison } from '../../ui/WhichPrison.tsx'
import {
  getRoster,
  type Placed,
  type Post,
  proposeRoster,
  publishRoster,
  type ShiftBoard,
  takeOffDuty,
} from '../contract.ts'
import { FillPost } from './FillPost.tsx'
import classes from './Staff.module.css'

type Roster = OutputOf<typeof getRoster>

/** A day's duty as a board: its shifts with their gaps, and of the one chosen every post with who stands there. */
export default function RosterPage() {
  const { t } = useTranslation('custody-staff')
  const { date } = useFormats()
  const [on, setOn] = useQueryText('on', today())
  const [prisonId, setPrisonId] = useQueryText('prison')
  const found = useCall(getRoster, prisonId === '' ? { on } : { on, prisonId }, { refetchEvery: 60_000 })
  return (
    <Page
      title={t('roster.title')}
      lead={`${t('roster.lead')} · ${date(on)}`}
      actions={
        <Group gap="xs">
          <Link to="/custody/staff">{t('staff.title')}</Link>
          <WhichPrison label={t('prison')} found={found.data} set={setPrisonId} />
          <DaySteps on={on} set={setOn} ahead />
        </Group>
      }
    >
      <Load call={found} lines={8}>
        {(roster) =>
          roster.boards.every(({ posts }) => posts.length === 0) ? (
            <EmptyState icon="users-group" title={t('roster.empty')} why={t('roster.empty-why')} />
          ) : (
            <Day roster={roster} />
          )
        }
      </Load>
    </Page>
  )
}

function Day({ roster }: { roster: Roster }) {
  const { t } = useTranslation('custody-staff')
  const running =
    roster.boards.find(({ time }) => time === 'now') ?? roster.boards.find(({ time }) => time === 'ahead')
  const [asked, setAsked] = useQueryText('shift')
  const board = roster.boards.find(({ shift }) => shift === asked) ?? running ?? roster.boards[0]!
  return (
    <>
      <FigureTiles
        tiles={roster.boards.map((one) => ({
          key: one.shift,
          figure: formatNumber(one.gaps),
          label: t('roster.unmanned', { shift: t(`shift.${one.shift}`) }),
          icon: one.gaps === 0 ? ('circle-check' as const) : ('alert-triangle' as const),
          below: `${formatTime(one.begins)}–${formatTime(one.ends)} · ${t(`roster.time.${one.time}`)}`,
          meaning:
            one.gaps === 0 || one.time === 'over'
              ? undefined
              : one.time === 'now'
                ? ('red' as const)
                : ('amber' as const),
          press: () => setAsked(one.shift),
          pressed: one === board,
        }))}
      />
      <Acts roster={roster} board={board} />
      <Board roster={roster} board={board} />
      <Away away={roster.away} />
      <Basis roster={roster} board={board} />
    </>
  )
}

function Acts({ roster, board }: { roster: Roster; board: ShiftBoard }) {
  const { t } = useTranslation('custody-staff')
  const both = useBoth()
  const { instant } = useFormats()
  const may = useMay('custody:plan-roster') && board.time !== 'over'
  const propose = useCommand(proposeRoster, { onDone: (done) => say(t('roster.proposed', { ...done })) })
  const publish = useCommand(publishRoster, { onDone: () => say(t('roster.published-now')) })
  const manned = board.posts.some(({ people }) => people.length > 0)
  return (
    <div className={classes.acts}>
      {may ? (
        <Button
          variant="filled"
          loading={propose.busy}
          disabled={roster.boards.every(({ gaps, time }) => gaps === 0 || time === 'over')}
          leftSection={<Icon name="list-check" size={17} />}
          onClick={() => propose.start({ on: roster.on })}
        >
          {t('roster.propose')}
        </Button>
      ) : null}
      {may && board.published === null ? (
        <Button
          loading={publish.busy}
          disabled={!manned}
          leftSection={<Icon name="send" size={17} />}
          onClick={() => publish.start({ on: roster.on, shift: board.shift })}
        >
          {t('roster.publish', { shift: t(`shift.${board.shift}`) })}
        </Button>
      ) : null}
      {board.published === null ? (
        <StatusBadge meaning="grey">{t('roster.draft')}</StatusBadge>
      ) : (
        <StatusBadge meaning="blue" icon="circle-check">
          {t('roster.published', { by: both(board.published.by), at: instant(board.published.at) })}
        </StatusBadge>
      )}
      {[propose.error, publish.error].map((error) =>
        error === null || error === undefined ? null : <ErrorPanel key={String(error)} error={error} />,
      )}
    </div>
  )
}

function Board({ roster, board }: { roster: Roster; board: ShiftBoard }) {
  const { t } = useTranslation('custody-staff')
  const [filling, setFilling] = useState<Post>()
  const [off, setOff] = useState<Placed>()
  const take = useCommand(takeOffDuty)
  const may = useMay('custody:plan-roster') && board.time !== 'over'
  const missing = (post: Post) => Math.max(0, post.needed - post.people.length)
  const posts = [...board.posts].sort((a, b) => Math.sign(missing(b)) - Math.sign(missing(a)))
  return (
    <Section title={t('roster.posts', { shift: t(`shift.${board.shift}`) })}>
      <ul className={classes.board}>
        {posts.map((post) => (
          <PostCard
            key={post.id}
            post={post}
            missing={missing(post)}
            over={board.time === 'over'}
            {...(may ? { fill: setFilling, off: setOff } : {})}
          />
        ))}
      </ul>
      {filling === undefined ? null : (
        <FillPost
          on={roster.on}
          shift={board.shift}
          post={filling}
          rest={roster.rest ?? 0}
          close={() => setFilling(undefined)}
        />
      )}
      <ConfirmAct
        opened={off !== undefined}
        onClose={() => setOff(undefined)}
        title={t('roster.take-off')}
        consequence={t('roster.take-off-means')}
        reason="required"
        actLabel={t('roster.take-off')}
        onConfirm={async (why) => {
          if (off !== undefined) await take.run({ placeId: off.placeId, why })
        }}
      />
    </Section>
  )
}

function PostCard({
  post,
  missing,
  over,
  fill,
  off,
}: {
  post: Post
  missing: number
  over: boolean
  fill?: (post: Post) => void
  off?: (one: Placed) => void
}) {
  const { t } = useTranslation('custody-staff')
  const both = useBoth()
  return (
    <li className={classes.post} data-gap={missing > 0 && !over}>
      <div className={classes.head}>
        <strong>{both(post.name)}</strong>
        {missing === 0 ? (
          <StatusBadge meaning="grey" icon="circle-check">
            {t('roster.manned', { there: post.people.length, needed: post.needed })}
          </StatusBadge>
        ) : (
          <StatusBadge meaning={over ? 'grey' : 'red'}>
            {t('roster.short', { count: missing, there: post.people.length, needed: post.needed })}
          </StatusBadge>
        )}
      </div>
      <p className={classes.soft}>
        {t(`kind.${post.kind}`)}
        {post.needed > post.sanctioned
          ? ` · ${t('roster.by-roll', { sanctioned: post.sanctioned, needed: post.needed })}`
          : null}
      </p>
      {post.femaleOnly ? (
        <StatusBadge meaning="blue" icon="user-shield">
          {t('female-only')}
        </StatusBadge>
      ) : null}
      <ul className={classes.people}>
        {post.people.map((one) => (
          <li key={one.placeId}>
            <span className={classes.person}>
              <Ltr>{one.number}</Ltr> <span>{both(one.name)}</span>
              {one.restWhy === null ? null : (
                <StatusBadge meaning="amber" icon="hourglass">
                  {t('roster.double', { why: one.restWhy })}
                </StatusBadge>
              )}
            </span>
            {off === undefined ? null : (
              <Button
                size="xs"
                variant="subtle"
                aria-label={t('roster.take-off-name', { name: both(one.name) })}
                onClick={() => off(one)}
              >
                {t('roster.off')}
              </Button>
            )}
          </li>
        ))}
        {Array.from({ length: missing }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty places have no other name than their number
          <li key={at} className={classes.vacant}>
            <span>
              <Icon name="circle-dashed" size={16} /> {t('roster.vacant')}
            </span>
            {fill === undefined ? null : (
              <Button
                size="xs"
                aria-label={t('roster.fill-name', { name: both(post.name), place: at + 1 })}
                onClick={() => fill(post)}
              >
                {t('roster.fill')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </li>
  )
}

function Away({ away }: { away: Roster['away'] }) {
  const { t } = useTranslation('custody-staff')
  const both = useBoth()
  return (
    <Section title={t('away.title', { count: away.length })} foldable folded={away.length > 12}>
      {away.length === 0 ? (
        <p className={classes.soft}>{t('away.none')}</p>
      ) : (
        <ul className={classes.away}>
          {away.map((one) => (
            <li key={one.id}>
              <Ltr>{one.number}</Ltr> <span>{both(one.name)}</span>{' '}
              <StatusBadge meaning={one.kind === 'suspended' ? 'amber' : 'grey'}>
                {t(`absence.${one.kind}`)}
              </StatusBadge>
              <span className={classes.soft}>
                {one.until === null ? t('away.open') : t('away.until', { until: one.until })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Why a post needs as many as it does, and where the numbers come from. */
function Basis({ roster, board }: { roster: Roster; board: ShiftBoard }) {
  const { t } = useTranslation('custody-staff')
  const both = useBoth()
  const ratios = roster.ratios.filter(({ shift }) => shift === board.shift)
  const counted = { roll: roster.roll.onRoll, women: roster.roll.women, patients: roster.roll.patients }
  return (
    <Section title={t('basis.title')} foldable folded>
      <ul className={classes.basis}>
        {ratios.map((ratio) => (
          <li key={ratio.kind}>
            {t(`basis.${ratio.counts}`, {
              kind: t(`kind.${ratio.kind}`),
              each: ratio.each,
              counted: counted[ratio.counts],
              needed: Math.ceil(counted[ratio.counts] / ratio.each),
            })}
          </li>
        ))}
        {roster.rest === null ? null : <li>{t('basis.rest', { hours: roster.rest })}</li>}
      </ul>
      {roster.source === null ? null : (
        <p className={classes.soft}>
          {both(roster.source)}{' '}
          {roster.refer ? (
            <StatusBadge meaning="amber" icon="help">
              {t('refer')}
            </StatusBadge>
          ) : null}
        </p>
      )}
    </Section>
  )
}
