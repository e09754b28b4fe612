import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  EmptyState,
  Icon,
  KeyValue,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  Stack,
  Text,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { getAuditHeads, getAuditKey } from '../contract.ts'
import classes from './Audit.module.css'

type Head = OutputOf<typeof getAuditHeads>['heads'][number]

/** The signed heads, and their lines to keep elsewhere. */
export default function HeadsPage() {
  const { t } = useTranslation('audit')
  const { instant } = useFormats()
  const answer = useCall(getAuditHeads, { size: 200 })
  const key = useCall(getAuditKey, {})
  return (
    <Page
      title={t('heads.title')}
      lead={t('heads.lead')}
      back={{ to: '/audit', label: t('nav.entries') }}
      actions={
        answer.data === undefined || answer.data.heads.length === 0 ? undefined : (
          <Button
            variant="filled"
            leftSection={<Icon name="download" size={17} />}
            onClick={() => saveLines(answer.data.heads)}
          >
            {t('heads.export')}
          </Button>
        )
      }
    >
      <Load call={answer}>
        {({ heads, unsealed }) => (
          <Stack gap={22}>
            <Text size="sm">{t('heads.unsealed', { count: unsealed })}</Text>
            <RecordTable
              name="audit.heads"
              caption={t('heads.title')}
              rows={heads}
              rowKey={(head) => String(head.size)}
              empty={<EmptyState title={t('heads.empty')} icon="rubber-stamp" />}
              detail={(head) => <span className={classes.hash}>{lineOf(head)}</span>}
              columns={[
                { key: 'at', label: t('heads.at'), cell: (head) => instant(head.at) },
                {
                  key: 'size',
                  label: t('heads.size'),
                  align: 'end',
                  cell: (head) => head.size.toLocaleString('en'),
                },
                {
                  key: 'root',
                  label: t('heads.root'),
                  cell: (head) => <Ltr>{`${head.root.slice(0, 24)}…`}</Ltr>,
                },
                { key: 'key', label: t('heads.key'), cell: (head) => <Ltr>{head.keyId}</Ltr> },
              ]}
            />
          </Stack>
        )}
      </Load>
      <Section title={t('heads.key-title')}>
        <Load call={key}>
          {({ keyId, publicKey }) => (
            <KeyValue
              items={[
                { label: t('heads.key'), value: <Ltr copy>{keyId}</Ltr> },
                { label: 'Ed25519', value: <span className={classes.hash}>{publicKey}</span> },
              ]}
            />
          )}
        </Load>
      </Section>
    </Page>
  )
}

/** The same line as the server writes for its witness, so that the two can be compared letter by letter. */
function lineOf({ size, root, previous, at, keyId, signature }: Head): string {
  return JSON.stringify({ size, root, previous, at, keyId, signature })
}

function saveLines(heads: readonly Head[]): void {
  const lines = heads.toReversed().map((head) => `${lineOf(head)}\n`)
  const url = URL.createObjectURL(new Blob(lines, { type: 'application/jsonl' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `audit-heads-${heads[0]!.size}.jsonl`
  link.click()
  URL.revokeObjectURL(url)
}
