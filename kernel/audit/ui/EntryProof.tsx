import { useEffect, useState } from 'react'
import {
  Drawer,
  ErrorPanel,
  KeyValue,
  Load,
  Ltr,
  Stack,
  StatusBadge,
  Text,
  useCall,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { getAuditKey, getAuditProof } from '../contract.ts'
import classes from './Audit.module.css'
import { type AuditProof, type Checked, checkProof } from './check-proof.ts'

/** Fetches the proof of an entry and checks it here, from the entry's text up to the signature. */
export function EntryProof({ n, onClose }: { n: number; onClose: () => void }) {
  const { t } = useTranslation('audit')
  const answer = useCall(getAuditProof, { n }, { keep: false })
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('proof.title', { n })}
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      <Load call={answer}>
        {({ proof }) => (proof === null ? <Text>{t('proof.none')}</Text> : <Checking proof={proof} />)}
      </Load>
    </Drawer>
  )
}

function Checking({ proof }: { proof: AuditProof }) {
  const key = useCall(getAuditKey, {})
  const [checked, setChecked] = useState<Checked | undefined>(undefined)
  const [failure, setFailure] = useState<unknown>(undefined)
  const given = key.data
  useEffect(() => {
    if (given === undefined) return
    let stale = false
    checkProof(proof, given).then(
      (result) => {
        if (!stale) setChecked(result)
      },
      (error: unknown) => {
        if (!stale) setFailure(error)
      },
    )
    return () => {
      stale = true
    }
  }, [proof, given])
  if (failure !== undefined) return <ErrorPanel error={failure} />
  return (
    <Load call={key}>
      {() => (checked === undefined ? null : <Result proof={proof} checked={checked} />)}
    </Load>
  )
}

function Result({ proof, checked }: { proof: AuditProof; checked: Checked }) {
  const { t } = useTranslation('audit')
  const { instant } = useFormats()
  const { leafHolds, rootHolds, keyHolds, signatureHolds } = checked
  const broken = !leafHolds || !rootHolds || !keyHolds || signatureHolds === false
  const checks = [
    { what: t('proof.leaf'), holds: leafHolds, hash: checked.leaf },
    { what: t('proof.root', { count: proof.path.length }), holds: rootHolds, hash: checked.root },
    { what: t('proof.key'), holds: keyHolds, hash: proof.keyId },
    { what: t('proof.signature'), holds: signatureHolds, hash: proof.signature },
  ]
  return (
    <Stack gap={18}>
      <Text size="sm">{t('proof.lead')}</Text>
      <div role="status">
        <StatusBadge
          meaning={broken ? 'red' : signatureHolds === undefined ? 'amber' : 'blue'}
          icon={broken ? 'alert-triangle' : 'shield-check'}
        >
          {t(broken ? 'proof.broken' : signatureHolds === undefined ? 'proof.unsigned' : 'proof.holds')}
        </StatusBadge>
      </div>
      <ul className={classes.checks}>
        {checks.map(({ what, holds, hash }) => (
          <li key={what}>
            <span>
              {what}
              <span className={classes.hash}>{hash}</span>
            </span>
            <StatusBadge
              meaning={holds === undefined ? 'amber' : holds ? 'blue' : 'red'}
              icon={holds === undefined ? 'help' : holds ? 'check' : 'x'}
            >
              {t(holds === undefined ? 'proof.unknown' : holds ? 'proof.yes' : 'proof.no')}
            </StatusBadge>
          </li>
        ))}
      </ul>
      <KeyValue
        items={[
          {
            label: t('proof.place'),
            value: t('proof.place-of', { position: proof.position + 1, size: proof.size }),
          },
          { label: t('proof.signed-at'), value: instant(proof.at) },
          { label: t('proof.key-id'), value: <Ltr copy>{proof.keyId}</Ltr> },
          {
            label: t('proof.text'),
            value: <span className={classes.hash}>{proof.text.replaceAll('\u001f', ' · ')}</span>,
          },
        ]}
      />
    </Stack>
  )
}
