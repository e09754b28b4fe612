import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  BothNames,
  Button,
  ConfirmAct,
  EmptyState,
  ErrorPanel,
  Form,
  Group,
  KeyValue,
  Load,
  Ltr,
  Modal,
  Page,
  RecordTable,
  SegmentedControl,
  Stack,
  StatusBadge,
  Text,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useGo,
  useMay,
  useQueryText,
  useSession,
  useTranslation,
} from '#platform/ui'
import {
  approveEnrolment,
  approveLink,
  disableAccount,
  enableAccount,
  listAccounts,
  listLinks,
  proposeLink,
  removeLink,
  requestEnrolment,
  withdrawEnrolment,
} from '../contract.ts'

type Account = OutputOf<typeof listAccounts>['rows'][number]
interface Half {
  readonly which: 'first' | 'second'
  readonly half: string
  readonly expiresAt: string
}

/** The account office: open, disable, and give an enrolment code with two officers. Nobody here can set a password. */
export default function AccountsPage() {
  const { t } = useTranslation('identity')
  const go = useGo()
  const mayManage = useMay('identity:manage')
  const [state, setState] = useQueryText('state', 'active')
  const [half, setHalf] = useState<Half | undefined>(undefined)
  return (
    <Page
      title={t('accounts.title')}
      lead={t('accounts.lead')}
      actions={
        mayManage ? (
          <Button variant="filled" onClick={() => go('/accounts/new')}>
            {t('accounts.open')}
          </Button>
        ) : undefined
      }
    >
      <Stack gap={14}>
        <SegmentedControl
          aria-label={t('accounts.state')}
          value={state}
          onChange={setState}
          data={(['active', 'waiting', 'disabled'] as const).map((value) => ({
            value,
            label: t(`accounts.${value}`),
          }))}
        />
        <RecordTable
          key={state}
          name="identity.accounts"
          caption={t('accounts.title')}
          source={listAccounts}
          input={{ state: state as 'active' | 'waiting' | 'disabled', kind: 'person' }}
          search
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              label: t('account.name'),
              sort: 'name',
              cell: (row) => <BothNames name={row.name} />,
            },
            {
              key: 'username',
              label: t('account.username'),
              sort: 'username',
              cell: (row) => <Ltr>{row.username}</Ltr>,
            },
            { key: 'posts', label: t('accounts.posts'), align: 'end', cell: (row) => row.posts },
            {
              key: 'state',
              label: t('accounts.state'),
              cell: (row) =>
                row.disabledAt !== null ? (
                  <StatusBadge meaning="grey">{t('accounts.disabled-one')}</StatusBadge>
                ) : row.enrolment !== null ? (
                  <StatusBadge meaning="amber">
                    {t(row.enrolment.approvedAt === null ? 'accounts.code-asked' : 'accounts.code-given')}
                  </StatusBadge>
                ) : null,
            },
          ]}
          detail={(row) => <AccountDetail account={row} showHalf={setHalf} />}
          empty={<EmptyState title={t('accounts.empty')} why={t('accounts.empty-why')} icon="users" />}
        />
      </Stack>
      <HalfShown half={half} close={() => setHalf(undefined)} />
    </Page>
  )
}

/** Shown once: it stands nowhere else. */
function HalfShown({ half, close }: { half: Half | undefined; close: () => void }) {
  const { t } = useTranslation('identity')
  return (
    <Modal
      opened={half !== undefined}
      onClose={close}
      title={half === undefined ? '' : t(`accounts.half-${half.which}`)}
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      {half === undefined ? null : (
        <Stack gap={14}>
          <Text size="xl" fw={600}>
            <Ltr copy>{half.half}</Ltr>
          </Text>
          <Alert color="blue">
            {t(`accounts.half-${half.which}-what`)} {t('accounts.half-until', { at: half.expiresAt })}
          </Alert>
          <Text size="sm">{t('accounts.half-once')}</Text>
          <Group justify="flex-end">
            <Button onClick={close}>{t('common:act.close')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

function AccountDetail({ account, showHalf }: { account: Account; showHalf: (half: Half) => void }) {
  const { t } = useTranslation('identity')
  const both = useBoth()
  const { instant } = useFormats()
  const mayManage = useMay('identity:manage')
  const mayApprove = useMay('access:approve')
  const mayRevoke = useMay('access:revoke')
  const self = useSession()?.account.id
  const [asked, setAsked] = useState<'disable' | 'enable' | undefined>(undefined)
  const request = useCommand(requestEnrolment, { onDone: (made) => showHalf({ which: 'first', ...made }) })
  const approve = useCommand(approveEnrolment, { onDone: (made) => showHalf({ which: 'second', ...made }) })
  const withdraw = useCommand(withdrawEnrolment)
  const disable = useCommand(disableAccount)
  const enable = useCommand(enableAccount)
  const failure = request.error ?? approve.error ?? withdraw.error
  const { enrolment } = account
  return (
    <Stack gap={16}>
      {failure == null ? null : <ErrorPanel error={failure} />}
      <KeyValue
        items={[
          { label: t('accounts.created'), value: instant(account.createdAt) },
          {
            label: t('accounts.enrolment'),
            value:
              enrolment === null
                ? t('accounts.no-enrolment')
                : t(enrolment.approvedAt === null ? 'accounts.enrolment-asked' : 'accounts.enrolment-given', {
                    name: both(enrolment.requestedBy.name),
                    at: enrolment.expiresAt,
                  }),
          },
        ]}
      />
      {account.own ? (
        <Text size="sm">{t('accounts.own')}</Text>
      ) : (
        <Group gap={8}>
          {mayManage && account.disabledAt === null ? (
            <Button loading={request.busy} onClick={() => request.start({ id: account.id })}>
              {t('accounts.ask-code')}
            </Button>
          ) : null}
          {mayApprove && enrolment?.approvedAt === null && enrolment.requestedBy.id !== self ? (
            <Button
              variant="filled"
              loading={approve.busy}
              onClick={() => approve.start({ id: enrolment.id })}
            >
              {t('accounts.grant-code')}
            </Button>
          ) : null}
          {mayRevoke && enrolment !== null ? (
            <Button loading={withdraw.busy} onClick={() => withdraw.start({ id: enrolment.id })}>
              {t('accounts.withdraw-code')}
            </Button>
          ) : null}
          {mayManage ? (
            <Button
              {...(account.disabledAt === null ? { color: 'red' } : {})}
              onClick={() => setAsked(account.disabledAt === null ? 'disable' : 'enable')}
            >
              {t(account.disabledAt === null ? 'accounts.disable' : 'accounts.enable')}
            </Button>
          ) : null}
        </Group>
      )}
      <Links account={account} />
      {asked === undefined ? null : (
        <ConfirmAct
          opened
          onClose={() => setAsked(undefined)}
          title={t(`accounts.${asked}`)}
          consequence={t(`accounts.${asked}-consequence`, { name: both(account.name) })}
          reason="required"
          danger={asked === 'disable'}
          actLabel={t(`accounts.${asked}`)}
          onConfirm={(reason) => (asked === 'disable' ? disable : enable).run({ id: account.id, reason })}
        />
      )}
    </Stack>
  )
}

function Links({ account }: { account: Account }) {
  const { t } = useTranslation('identity')
  const mayManage = useMay('identity:manage')
  const mayApprove = useMay('access:approve')
  const mayRevoke = useMay('access:revoke')
  const links = useCall(listLinks, { account: account.id })
  const approve = useCommand(approveLink)
  const remove = useCommand(removeLink)
  const [adding, setAdding] = useState(false)
  const failure = approve.error ?? remove.error
  return (
    <Stack gap={10}>
      {failure == null ? null : <ErrorPanel error={failure} />}
      <Load call={links}>
        {({ links: found }) => (
          <>
            {found.map((link) => (
              <Group key={link.id} gap={10}>
                <Ltr>{`${link.issuer} ${link.subject}`}</Ltr>
                <StatusBadge meaning={link.approvedAt === null ? 'amber' : 'blue'}>
                  {t(link.approvedAt === null ? 'links.waiting' : 'links.on')}
                </StatusBadge>
                {mayApprove && link.approvedAt === null && !link.own ? (
                  <Button loading={approve.busy} onClick={() => approve.start({ id: link.id })}>
                    {t('links.approve')}
                  </Button>
                ) : null}
                {mayRevoke ? (
                  <Button color="red" loading={remove.busy} onClick={() => remove.start({ id: link.id })}>
                    {t('links.remove')}
                  </Button>
                ) : null}
              </Group>
            ))}
          </>
        )}
      </Load>
      {mayManage && !account.own ? (
        adding ? (
          <Form
            endpoint={proposeLink}
            initial={{}}
            prepare={(values) => ({ ...values, id: account.id })}
            submit={t('links.propose')}
            cancel={() => setAdding(false)}
            onDone={() => setAdding(false)}
          >
            <TextField name="issuer" label={t('links.issuer')} ltr required />
            <TextField
              name="subject"
              label={t('links.subject')}
              hint={t('links.subject-hint')}
              ltr
              required
            />
          </Form>
        ) : (
          <Group>
            <Button onClick={() => setAdding(true)}>{t('links.add')}</Button>
          </Group>
        )
      ) : null}
    </Stack>
  )
}
