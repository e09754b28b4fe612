import { useState } from 'react'
import {
  Button,
  ConfirmAct,
  EmptyState,
  Group,
  Load,
  Ltr,
  Modal,
  Page,
  RecordTable,
  SegmentedControl,
  Stack,
  StatusBadge,
  Text,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useGo,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { approveLink, issueSecret, type Link, listLinks, refuseLink, stopLink } from '../contract.ts'
import { DeliveriesTable, MessagesTable } from './Passed.tsx'

const meaning = { proposed: 'amber', active: 'blue', refused: 'grey', stopped: 'grey' } as const
type Act = 'approve' | 'refuse' | 'stop' | 'issue'

/** Links with other systems: who is told, who may tell us, and everything that went over them. */
export default function ExchangePage() {
  const { t } = useTranslation('exchange')
  const go = useGo()
  const mayPropose = useMay('exchange:propose')
  const [tab, setTab] = useQueryText('tab', 'links')
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayPropose ? <Button onClick={() => go('/exchange/propose')}>{t('propose')}</Button> : undefined
      }
    >
      <Stack gap={20}>
        <SegmentedControl
          aria-label={t('title')}
          value={tab}
          onChange={setTab}
          data={['links', 'deliveries', 'messages'].map((value) => ({ value, label: t(`tabs.${value}`) }))}
        />
        {tab === 'deliveries' ? <DeliveriesTable /> : tab === 'messages' ? <MessagesTable /> : <Links />}
      </Stack>
    </Page>
  )
}

function Links() {
  const { t } = useTranslation('exchange')
  const both = useBoth()
  const { instant } = useFormats()
  const links = useCall(listLinks, {})
  const [asked, setAsked] = useState<{ act: Act; link: Link } | null>(null)
  const [shown, setShown] = useState<{ name: string; secret: string } | null>(null)
  const where = (link: Link) =>
    link.actsAs === null
      ? (link.url ?? '')
      : `${both(link.actsAs.post)}, ${both(link.actsAs.unit)} (${link.actsAs.username})`
  return (
    <Load call={links}>
      {({ rows }) => (
        <>
          <RecordTable
            name="exchange.links"
            caption={t('tabs.links')}
            rows={rows}
            rowKey={(link) => link.id}
            columns={[
              { key: 'name', label: t('partner'), wrap: true, cell: (link) => both(link.name) },
              { key: 'direction', label: t('direction'), cell: (link) => t(`directions.${link.direction}`) },
              {
                key: 'types',
                label: t('types'),
                wrap: true,
                cell: (link) => <Ltr>{link.types.join(', ')}</Ltr>,
              },
              {
                key: 'where',
                label: t('where'),
                wrap: true,
                cell: (link) => (link.actsAs === null ? <Ltr>{where(link)}</Ltr> : where(link)),
              },
              {
                key: 'state',
                label: t('common:word.status'),
                cell: (link) => (
                  <StatusBadge meaning={meaning[link.state]}>{t(`state.${link.state}`)}</StatusBadge>
                ),
              },
              {
                key: 'by',
                label: t('proposed-by'),
                wrap: true,
                cell: (link) => both(link.proposedBy),
              },
              {
                key: 'decided',
                label: t('decided-by'),
                hidden: true,
                cell: (link) => (link.decidedBy === null ? '' : both(link.decidedBy)),
              },
              {
                key: 'secret',
                label: t('secret'),
                cell: (link) =>
                  link.secretSince !== null
                    ? instant(link.secretSince)
                    : link.state === 'active'
                      ? t('no-secret')
                      : '',
              },
              {
                key: 'counts',
                label: t('waiting-dead'),
                align: 'end',
                cell: (link) => <Ltr>{`${link.waiting} / ${link.dead}`}</Ltr>,
              },
              {
                key: 'acts',
                label: t('common:shell.more'),
                cell: (link) => <Acts link={link} ask={(act) => setAsked({ act, link })} />,
              },
            ]}
            empty={<EmptyState title={t('none')} why={t('none-why')} icon="webhook" />}
          />
          {asked === null ? null : (
            <Ask
              act={asked.act}
              link={asked.link}
              where={where(asked.link)}
              close={() => setAsked(null)}
              show={(secret) => setShown({ name: both(asked.link.name), secret })}
            />
          )}
          <Modal
            opened={shown !== null}
            onClose={() => setShown(null)}
            title={t('secret-title', { name: shown?.name ?? '' })}
            closeButtonProps={{ 'aria-label': t('common:act.close') }}
          >
            <Stack gap={12}>
              <Text>{t('secret-once')}</Text>
              <Ltr copy>{shown?.secret ?? ''}</Ltr>
            </Stack>
          </Modal>
        </>
      )}
    </Load>
  )
}

function Acts({ link, ask }: { link: Link; ask: (act: Act) => void }) {
  const { t } = useTranslation('exchange')
  const mayApprove = useMay('exchange:approve')
  const mayPropose = useMay('exchange:propose')
  const acts: Act[] = []
  if (link.state === 'proposed' && mayApprove && !link.own) acts.push('approve', 'refuse')
  if (link.state === 'active' && mayPropose) acts.push('issue', 'stop')
  return (
    <Group gap={6} wrap="nowrap">
      {acts.map((act) => (
        <Button
          key={act}
          size="compact-sm"
          variant={act === 'approve' || act === 'issue' ? 'filled' : 'default'}
          onClick={() => ask(act)}
        >
          {act === 'issue' && link.hasSecret ? t('change-secret') : t(act)}
        </Button>
      ))}
    </Group>
  )
}

/** What an act means before it is done; a link that goes in force says to whom and as whom. */
function Ask({
  act,
  link,
  where,
  close,
  show,
}: {
  act: Act
  link: Link
  where: string
  close: () => void
  show: (secret: string) => void
}) {
  const { t } = useTranslation('exchange')
  const both = useBoth()
  const approve = useCommand(approveLink)
  const refuse = useCommand(refuseLink)
  const stop = useCommand(stopLink)
  const issue = useCommand(issueSecret, { onDone: ({ secret }) => show(secret) })
  const run = { approve, refuse, stop, issue }[act].run as (input: { id: string }) => Promise<unknown>
  const said = act === 'approve' && link.direction === 'in' ? 'approve-in' : act
  return (
    <ConfirmAct
      opened
      onClose={close}
      title={`${act === 'issue' && link.hasSecret ? t('change-secret') : t(act)}: ${both(link.name)}`}
      consequence={t(`${said}-consequence`, { name: both(link.name), types: link.types.join(', '), where })}
      danger={act === 'stop'}
      actLabel={t(act)}
      onConfirm={() => run({ id: link.id })}
    />
  )
}
