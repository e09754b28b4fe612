import { useState } from 'react'
import { z } from 'zod'
import { listUnits } from '#kernel/units/contract'
import {
  Button,
  ConfirmAct,
  call,
  Form,
  Group,
  KeyValue,
  Load,
  Ltr,
  Modal,
  Page,
  SearchField,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useGo,
  useLanguage,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import {
  adoptDefinition,
  type Definition,
  discardDraft,
  draftDefinition,
  getDefinition,
  proposeDefinition,
  retireDefinition,
  sendBackDefinition,
} from '../contract.ts'
import { DefinitionEditor } from './DefinitionEditor.tsx'
import { Diagram } from './Diagram.tsx'
import { Problems } from './Problems.tsx'
import { StepsTable } from './StepsTable.tsx'
import { useScope, versionMeaning } from './version-words.ts'

/** One version of a workflow: drawn, as a table, and, while it is a draft, open to change. */
export default function WorkflowPage() {
  const { t } = useTranslation('workflow')
  const { id = '' } = useRouteParams()
  const found = useCall(getDefinition, { id }, { keep: false })
  return (
    <Load call={found}>
      {(definition) => (
        <OneVersion
          key={`${definition.id} ${definition.revision}`}
          definition={definition}
          title={t('nav.workflows')}
        />
      )}
    </Load>
  )
}

function OneVersion({ definition, title }: { definition: Definition; title: string }) {
  const { t } = useTranslation('workflow')
  const both = useBoth()
  const { date, instant } = useFormats()
  const scope = useScope()
  const [changed, setChanged] = useState(false)
  return (
    <Page
      title={both(definition.title)}
      back={{ to: '/workflows', label: title }}
      lead={
        <Group gap={8}>
          <span>{t('version.of', { scope: scope(definition), version: definition.version })}</span>
          <StatusBadge meaning={versionMeaning(definition)}>
            {t(definition.inForce ? 'version.in-force' : `version.${definition.state}`)}
          </StatusBadge>
        </Group>
      }
      actions={<Acts definition={definition} changed={changed} />}
    >
      <KeyValue
        columns={3}
        items={[
          { label: t('version.from'), value: date(definition.effectiveFrom) },
          {
            label: t('version.running'),
            value: definition.running === null ? undefined : <Ltr>{String(definition.running)}</Ltr>,
            withheld: definition.running === null,
          },
          {
            label: t('version.origin'),
            value: t(`version.${definition.origin}`),
          },
          {
            label: t('version.proposed-by'),
            value:
              definition.proposedBy === null || definition.proposedAt === null
                ? t('common:word.none')
                : t('version.by-at', {
                    name: both(definition.proposedBy),
                    at: instant(definition.proposedAt),
                  }),
          },
          {
            label: t('version.adopted-by'),
            value:
              definition.adoptedBy === null || definition.adoptedAt === null
                ? t('common:word.none')
                : t('version.by-at', { name: both(definition.adoptedBy), at: instant(definition.adoptedAt) }),
          },
          {
            label: t('version.note'),
            value: definition.note === '' ? t('common:word.none') : definition.note,
          },
        ]}
      />
      {definition.state === 'proposed' || (definition.state === 'draft' && !definition.may.edit) ? (
        <Problems problems={definition.problems} body={definition.body} />
      ) : null}
      {definition.may.edit ? (
        <DefinitionEditor definition={definition} onChanged={setChanged} />
      ) : (
        <>
          <Section title={t('diagram.heading')}>
            <Diagram body={definition.body} />
          </Section>
          <Section title={t('steps.heading')}>
            <StepsTable body={definition.body} posts={definition.posts} />
          </Section>
        </>
      )}
    </Page>
  )
}

type Act = 'propose' | 'adopt' | 'send-back' | 'retire' | 'discard' | 'derive'

function Acts({ definition, changed }: { definition: Definition; changed: boolean }) {
  const { t } = useTranslation('workflow')
  const [act, setAct] = useState<Act | undefined>(undefined)
  const close = () => setAct(undefined)
  const { id, revision, may, running } = definition
  const propose = useCommand(proposeDefinition)
  const adopt = useCommand(adoptDefinition)
  const sendBack = useCommand(sendBackDefinition)
  const retire = useCommand(retireDefinition)
  const discard = useCommand(discardDraft)
  const confirm = (name: Exclude<Act, 'derive'>, onConfirm: (reason: string) => Promise<unknown>) => ({
    opened: act === name,
    onClose: close,
    title: t(`act.${name}`),
    actLabel: t(`act.${name}`),
    consequence: t(`consequence.${name}`, { count: running ?? 0 }),
    onConfirm,
  })
  return (
    <Group gap={8}>
      {may.derive ? <Button onClick={() => setAct('derive')}>{t('act.derive')}</Button> : null}
      {may.edit ? <Button onClick={() => setAct('discard')}>{t('act.discard')}</Button> : null}
      {may.propose ? (
        <Button disabled={changed || definition.problems.length > 0} onClick={() => setAct('propose')}>
          {t(changed ? 'act.propose-saved' : 'act.propose')}
        </Button>
      ) : null}
      {may.sendBack ? <Button onClick={() => setAct('send-back')}>{t('act.send-back')}</Button> : null}
      {may.adopt ? (
        <Button variant="filled" onClick={() => setAct('adopt')}>
          {t('act.adopt')}
        </Button>
      ) : null}
      {may.retire ? <Button onClick={() => setAct('retire')}>{t('act.retire')}</Button> : null}
      <Derive definition={definition} opened={act === 'derive'} onClose={close} />
      <ConfirmAct
        {...confirm('propose', () => propose.run({ id, revision }))}
        others={t('consequence.second-person')}
      />
      <ConfirmAct {...confirm('adopt', () => adopt.run({ id }))} />
      <ConfirmAct {...confirm('send-back', (reason) => sendBack.run({ id, reason }))} reason="required" />
      <ConfirmAct {...confirm('retire', (reason) => retire.run({ id, reason }))} reason="required" danger />
      <ConfirmAct {...confirm('discard', () => discard.run({ id }))} danger />
    </Group>
  )
}

const Choice = z.object({ unitId: z.string().optional() })

/** Starts a draft from this version: for the whole jurisdiction, or for one unit of it. */
function Derive({
  definition,
  opened,
  onClose,
}: {
  definition: Definition
  opened: boolean
  onClose: () => void
}) {
  const { t } = useTranslation('workflow')
  const language = useLanguage()
  const go = useGo()
  const draft = useCommand(draftDefinition, { onDone: ({ id }) => go(`/workflows/${id}`) })
  return (
    <Modal opened={opened} onClose={onClose} title={t('act.derive')}>
      <Form
        schema={Choice}
        initial={{}}
        submit={t('act.derive')}
        cancel={onClose}
        onSubmit={async (values) => {
          const { unitId } = Choice.parse(values)
          await draft.run({ from: definition.id, unitId: unitId === undefined ? null : Number(unitId) })
        }}
      >
        <SearchField
          name="unitId"
          label={t('derive.unit')}
          hint={t('derive.unit-hint')}
          search={async (q, signal) => {
            const { rows } = await call(
              listUnits,
              { q, jurisdiction: definition.actingIn, size: 12 },
              { signal },
            )
            return rows.map((unit) => ({
              value: String(unit.id),
              label: language === 'ur' ? unit.nameUr : unit.nameEn,
              detail: unit.code,
            }))
          }}
        />
      </Form>
    </Modal>
  )
}
