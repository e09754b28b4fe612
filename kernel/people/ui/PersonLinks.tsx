import { useState } from 'react'
import {
  BothNames,
  Button,
  formatCnic,
  Group,
  Load,
  Ltr,
  Section,
  Stack,
  StatusBadge,
  useCall,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { findDuplicates, getLinks, listDecisions } from '../contract.ts'
import { bothNames } from './both-names.ts'
import { Evidence } from './Evidence.tsx'
import classes from './People.module.css'
import { type Asking, ProposeAct } from './ProposeAct.tsx'

/** How a person's records hang together, who else it may be, and what officers decided; with the acts of a reviewer. */
export function PersonLinks({ personId }: { personId: string }) {
  const { t } = useTranslation('people')
  const { instant } = useFormats()
  const reviews = useMay('people:review')
  const links = useCall(getLinks, { personId })
  const twins = useCall(findDuplicates, { personId })
  const decided = useCall(listDecisions, reviews ? { personId, size: 20 } : undefined)
  const [asking, setAsking] = useState<Asking | null>(null)
  return (
    <>
      <Section title={t('duplicates.title')} foldable>
        <Load call={twins}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p>{t('duplicates.none')}</p>
            ) : (
              <ul className={classes.twins}>
                {rows.map((row) => (
                  <li key={row.person.personId}>
                    <Group>
                      <BothNames
                        name={bothNames(row.person.nameEn, row.person.nameUr)}
                        as="inline"
                        to={`/people/${row.person.personId}`}
                      />
                      {row.person.cnic === null ? null : <Ltr>{formatCnic(row.person.cnic)}</Ltr>}
                      <StatusBadge meaning={row.conflict === null ? 'amber' : 'red'}>
                        {t('duplicates.likely', { percent: (row.probability * 100).toFixed(0) })}
                      </StatusBadge>
                    </Group>
                    <Evidence fields={row.evidence} bits={row.bits} conflict={row.conflict} />
                    {reviews ? (
                      <Group>
                        {(['merge', 'reject-pair'] as const).map((kind) => (
                          <Button
                            key={kind}
                            onClick={() =>
                              setAsking({
                                kind,
                                make: (reason) => ({
                                  kind,
                                  personA: personId,
                                  personB: row.person.personId,
                                  reason,
                                  ...(kind === 'merge' && row.conflict !== null
                                    ? { despiteConflict: reason }
                                    : {}),
                                }),
                              })
                            }
                          >
                            {t(`act.${kind}`)}
                          </Button>
                        ))}
                      </Group>
                    ) : null}
                  </li>
                ))}
              </ul>
            )
          }
        </Load>
      </Section>
      <Section title={t('links.title')} foldable folded>
        <Load call={links}>
          {({ records, pairs }) => (
            <Stack>
              <ul>
                {records.map((record) => (
                  <li key={record.recordId}>
                    <Group>
                      <BothNames name={bothNames(record.nameEn, record.nameUr)} as="inline" />
                      <span>{t(`agency.${record.agency}`)}</span>
                      <span>{t(`links.by-${record.madeBy}`)}</span>
                      <span>{instant(record.since)}</span>
                      {reviews && records.length > 1 ? (
                        <Button
                          onClick={() =>
                            setAsking({
                              kind: 'move-record',
                              make: (reason) => ({ kind: 'move-record', recordId: record.recordId, reason }),
                            })
                          }
                        >
                          {t('act.move-record')}
                        </Button>
                      ) : null}
                    </Group>
                  </li>
                ))}
              </ul>
              {pairs.map((pair) => (
                <Evidence
                  key={`${pair.a} ${pair.b}`}
                  fields={pair.evidence}
                  bits={pair.bits}
                  conflict={pair.conflict}
                />
              ))}
            </Stack>
          )}
        </Load>
      </Section>
      {reviews ? (
        <Section title={t('decisions.of-person')} foldable folded>
          <Load call={decided}>
            {({ rows }) => (
              <ul>
                {rows.map((row) => (
                  <li key={row.id}>
                    <Group>
                      <span>{t(`act.${row.kind}`)}</span>
                      <span>{row.undone ? t('decisions.undone') : t(`decisions.now.${row.state}`)}</span>
                      <span>{instant(row.decidedAt ?? row.proposedAt)}</span>
                      {row.kind === 'merge' && row.state === 'done' && !row.undone ? (
                        <Button
                          onClick={() =>
                            setAsking({
                              kind: 'split',
                              make: (reason) => ({ kind: 'split', mergeId: row.id, reason }),
                            })
                          }
                        >
                          {t('act.split')}
                        </Button>
                      ) : null}
                    </Group>
                  </li>
                ))}
              </ul>
            )}
          </Load>
        </Section>
      ) : null}
      {asking === null ? null : (
        <ProposeAct asking={asking} onClose={() => setAsking(null)} onSent={() => void decided.refetch()} />
      )}
    </>
  )
}
