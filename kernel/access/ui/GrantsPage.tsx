import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  ConfirmAct,
  EmptyState,
  Group,
  KeyValue,
  Page,
  RecordTable,
  SegmentedControl,
  Stack,
  StatusBadge,
  Text,
  useBoth,
  useCommand,
  useFormats,
  useGo,
  useMay,
  useQueryText,
  useSession,
  useTranslation,
} from '#platform/ui'
import { approveGrant, listGrants, refuseGrant, revokeGrant } from '../contract.ts'
import { dayOf, lastDayOf } from './day.ts'

type Grant = OutputOf<typeof listGrants>['rows'][number]
type Act = 'approve' | 'refuse' | 'revoke'

const meaning = {
  waiting: 'amber',
  'in-force': 'blue',
  ahead: 'grey',
  ended: 'grey',
  revoked: 'grey',
  refused: 'grey',
} as const

/** Grants of posts: propose, approve as the second person, revoke. */
export default function GrantsPage() {
  const { t } = useTranslation('access')
  const both = useBoth()
  const { date } = useFormats()
  const go = useGo()
  const mayPropose = useMay('access:propose')
  const [state, setState] = useQueryText('state', 'in-force')
  const [asked, setAsked] = useState<{ act: Act; grant: Grant } | undefined>(undefined)
  return (
    <Page
      title={t('grants.title')}
      lead={t('grants.lead')}
      actions={
        mayPropose ? (
          <Button variant="filled" onClick={() => go('/access/grants/new')}>
            {t('grants.propose')}
          </Button>
        ) : undefined
      }
    >
      <Stack gap={14}>
        <SegmentedControl
          aria-label={t('grants.state')}
          value={state}
          onChange={setState}
          data={(['waiting', 'in-force', 'ahead', 'ended', 'revoked', 'refused'] as const).map((value) => ({
            value,
            label: t(`state.${value}`),
          }))}
        />
        <RecordTable
          key={state}
          name="access.grants"
          caption={t('grants.title')}
          source={listGrants}
          input={{ state: state as Grant['state'] }}
          search
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'account',
              label: t('grants.account'),
              sort: 'name',
              cell: (row) => <BothNames name={row.account.name} />,
            },
            { key: 'post', label: t('grants.post'), sort: 'post', cell: (row) => both(row.post.title) },
            { key: 'unit', label: t('grants.unit'), sort: 'unit', cell: (row) => both(row.unit.name) },
            {
              key: 'state',
              label: t('grants.state'),
              hidden: true,
              cell: (row) => (
                <StatusBadge meaning={meaning[row.state]}>{t(`state.${row.state}`)}</StatusBadge>
              ),
            },
            { key: 'from', label: t('grants.from'), sort: 'from', cell: (row) => date(dayOf(row.validFrom)) },
            {
              key: 'to',
              label: t('grants.to'),
              sort: 'to',
              cell: (row) => (row.validTo === null ? t('grants.open-end') : date(lastDayOf(row.validTo))),
            },
          ]}
          detail={(row) => <GrantDetail grant={row} ask={(act) => setAsked({ act, grant: row })} />}
          empty={<EmptyState title={t('grants.empty')} why={t('grants.empty-why')} icon="key" />}
        />
      </Stack>
      {asked === undefined ? null : <Decide {...asked} close={() => setAsked(undefined)} />}
    </Page>
  )
}

function GrantDetail({ grant, ask }: { grant: Grant; ask: (act: Act) => void }) {
  const { t } = useTranslation('access')
  const both = useBoth()
  const { instant } = useFormats()
  const mayApprove = useMay('access:approve')
  const mayRevoke = useMay('access:revoke')
  const own = useSession()?.account.id === grant.account.id
  const by = (who: Grant['proposedBy'], at: string | null): string =>
    who === null ? t('grants.installer') : `${both(who.name)}${at === null ? '' : `, ${instant(at)}`}`
  const open = grant.state === 'waiting' || grant.state === 'in-force' || grant.state === 'ahead'
  return (
    <Stack gap={14}>
      <KeyValue
        items={[
          { label: t('grants.proposed-by'), value: by(grant.proposedBy, grant.proposedAt) },
          ...(grant.state === 'waiting'
            ? []
            : [{ label: t('grants.approved-by'), value: by(grant.approvedBy, grant.approvedAt) }]),
          { label: t('grants.reason'), value: grant.reason },
          ...(grant.delegatedBy === null
            ? []
            : [{ label: t('grants.delegated-by'), value: both(grant.delegatedBy.name) }]),
          ...(grant.closingReason === null
            ? []
            : [{ label: t('grants.closing-reason'), value: grant.closingReason }]),
        ]}
      />
      {grant.state === 'waiting' && grant.own ? <Text size="sm">{t('grants.own')}</Text> : null}
      {open && !own ? (
        <Group gap={8}>
          {grant.state === 'waiting' && mayApprove && !grant.own ? (
            <>
              <Button variant="filled" onClick={() => ask('approve')}>
                {t('grants.approve')}
              </Button>
              <Button onClick={() => ask('refuse')}>{t('grants.refuse')}</Button>
            </>
          ) : null}
          {mayRevoke && (grant.state !== 'waiting' || grant.own) ? (
            <Button color="red" onClick={() => ask('revoke')}>
              {t(grant.state === 'waiting' ? 'grants.withdraw' : 'grants.revoke')}
            </Button>
          ) : null}
        </Group>
      ) : null}
    </Stack>
  )
}

function Decide({ act, grant, close }: { act: Act; grant: Grant; close: () => void }) {
  const { t } = useTranslation('access')
  const both = useBoth()
  const approve = useCommand(approveGrant)
  const refuse = useCommand(refuseGrant)
  const revoke = useCommand(revokeGrant)
  const facts = { name: both(grant.account.name), post: both(grant.post.title), unit: both(grant.unit.name) }
  const { id } = grant
  return (
    <ConfirmAct
      opened
      onClose={close}
      title={t(`grants.${act}`)}
      consequence={[
        t(`grants.${act}-consequence`, facts),
        ...(act === 'approve' ? [t('grants.two-persons')] : []),
      ].join(' ')}
      {...(act === 'approve' ? {} : { reason: 'required' as const })}
      danger={act === 'revoke'}
      actLabel={t(`grants.${act}`)}
      onConfirm={(reason) =>
        act === 'approve'
          ? approve.run({ id })
          : act === 'refuse'
            ? refuse.run({ id, reason })
            : revoke.run({ id, reason })
      }
    />
  )
}
