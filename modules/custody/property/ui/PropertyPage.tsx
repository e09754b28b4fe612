import { useRef } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Anchor,
  Button,
  CnicField,
  Columns,
  EmptyState,
  ErrorPanel,
  Group,
  Icon,
  type IconName,
  Load,
  Ltr,
  NumberField,
  Page,
  Section,
  SelectField,
  SeveralField,
  StatusBadge,
  say,
  TextField,
  Timeline,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useFormValues,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import {
  conditions,
  getPropertyOf,
  giveToRelative,
  itemCategories,
  openBag,
  partTakers,
  photographItem,
  placeBag,
  reportLoss,
  takeIn,
  withdrawOpening,
  witnessOpening,
} from '../contract.ts'
import { AgainstField, HandBack } from './HandBack.tsx'
import classes from './Property.module.css'

type Property = OutputOf<typeof getPropertyOf>
type Bag = Property['bags'][number]
type Item = Bag['items'][number]

const icons: Record<Property['receipts'][number]['kind'], IconName> = {
  taken: 'package',
  placed: 'building-warehouse',
  opened: 'lock-open',
  'part-given': 'transfer-out',
  'to-relative': 'users',
  lost: 'alert-triangle',
  damaged: 'alert-circle',
  'handed-back': 'circle-check',
  sent: 'truck',
  received: 'package',
  'brought-back': 'arrow-back-up',
}

/** A prisoner's property: each bag with its seal, what lies in it, and the chain of receipts from first to last. */
export default function PropertyPage() {
  const { t } = useTranslation('custody-property')
  const both = useBoth()
  const { id = '' } = useRouteParams()
  const found = useCall(getPropertyOf, { imprisonmentId: id })
  const who = found.data?.prisoner
  return (
    <Page
      title={t('page.title')}
      lead={t('page.lead')}
      back={{
        to: `/custody/prisoners/${id}`,
        label: who === undefined ? t('page.prisoner') : `${who.number} · ${both(who.name)}`,
      }}
    >
      <Load call={found} lines={8}>
        {(property) => <Parts property={property} />}
      </Load>
    </Page>
  )
}

function Parts({ property }: { property: Property }) {
  const { t } = useTranslation('custody-property')
  const mayKeep = useMay('custody:keep-property')
  const mayHandBack = useMay('custody:hand-back')
  const { id, state } = property.prisoner
  const here = property.bags.filter((bag) => bag.state === 'in-store').length
  return (
    <>
      <Group gap={8}>
        {mayKeep && state === 'in' ? <TakeIn id={id} /> : null}
        {mayHandBack && property.leaving && here > 0 ? <HandBack id={id} bags={here} /> : null}
      </Group>
      <Section title={t('page.bags', { count: here })}>
        {property.bags.length === 0 ? (
          <EmptyState icon="package" title={t('page.none')} why={t('page.none-why')} />
        ) : (
          <ul className={classes.bags}>
            {property.bags.map((bag) => (
              <OneBag key={bag.id} bag={bag} />
            ))}
          </ul>
        )}
      </Section>
      <Chain receipts={property.receipts} />
    </>
  )
}

function TakeIn({ id }: { id: string }) {
  const { t } = useTranslation('custody-property')
  return (
    <ActForm
      label={t('act.take-in')}
      icon="plus"
      endpoint={takeIn}
      initial={{ items: [{ quantity: 1, category: 'other', condition: 'fair' }] }}
      given={{ imprisonmentId: id }}
      onDone={({ receipt }) => say(t('receipted', { receipt }))}
      filled
    >
      <Columns>
        <TextField name="number" ltr label={t('bag.number')} required />
        <TextField name="seal" ltr label={t('bag.seal')} required />
      </Columns>
      <TextField name="place" label={t('bag.place')} />
      <TextField name="from" label={t('field.from')} hint={t('field.from-hint')} />
      <ItemFields path="items.0" />
    </ActForm>
  )
}

function ItemFields({ path }: { path: string }) {
  const { t } = useTranslation('custody-property')
  return (
    <>
      <TextField name={`${path}.description`} label={t('item.description')} required />
      <Columns>
        <SelectField
          name={`${path}.category`}
          label={t('item.category')}
          options={itemCategories.map((value) => ({ value, label: t(`category.${value}`) }))}
        />
        <SelectField
          name={`${path}.condition`}
          label={t('item.condition')}
          options={conditions.map((value) => ({ value, label: t(`condition.${value}`) }))}
        />
      </Columns>
      <Columns>
        <NumberField name={`${path}.quantity`} label={t('item.quantity')} />
        <NumberField name={`${path}.worth`} label={t('item.worth')} unit={t('rupees')} decimals={2} />
      </Columns>
    </>
  )
}

function OneBag({ bag }: { bag: Bag }) {
  const { t } = useTranslation('custody-property')
  const here = bag.state === 'in-store'
  const mayKeep = useMay('custody:keep-property')
  return (
    <li className={classes.bag} data-gone={!here}>
      <div className={classes.row}>
        <strong>
          {t('bag.bag')} <Ltr>{bag.number}</Ltr>
        </strong>
        {bag.seal === null ? (
          <StatusBadge meaning="amber">{t('bag.no-seal')}</StatusBadge>
        ) : (
          <span className={classes.seal}>
            {t('bag.seal')} <Ltr>{bag.seal}</Ltr>
          </span>
        )}
        {here ? (
          <span className={classes.soft}>
            {bag.place === null ? t('bag.no-place') : <bdi>{bag.place}</bdi>}
          </span>
        ) : (
          <StatusBadge meaning={bag.state === 'lost' ? 'red' : 'grey'}>{t(`state.${bag.state}`)}</StatusBadge>
        )}
      </div>
      <ul className={classes.things}>
        {bag.items.map((item) => (
          <Thing key={item.id} item={item} mayKeep={mayKeep} />
        ))}
      </ul>
      {bag.opening === null ? null : <Opening opening={bag.opening} />}
      {here && mayKeep && bag.opening === null ? <BagActs bag={bag} /> : null}
    </li>
  )
}

function BagActs({ bag }: { bag: Bag }) {
  const { t } = useTranslation('custody-property')
  const done = ({ receipt }: { receipt: string }) => say(t('receipted', { receipt }))
  return (
    <Group gap={8}>
      <ActForm
        label={t('act.place')}
        icon="building-warehouse"
        endpoint={placeBag}
        initial={{ place: bag.place ?? '' }}
        given={{ bagId: bag.id }}
        onDone={done}
      >
        <TextField name="place" label={t('bag.place')} hint={t('bag.place-hint')} required />
      </ActForm>
      <ActForm
        label={t('act.open')}
        icon="lock-open"
        endpoint={openBag}
        given={{ bagId: bag.id }}
        onDone={() => say(t('opening.asked'))}
      >
        <p className={classes.soft}>{t('opening.means')}</p>
        <TextField name="reason" label={t('opening.reason')} required />
        <TextField name="newSeal" ltr label={t('opening.new-seal')} required />
      </ActForm>
      <ActForm
        label={t('act.part')}
        icon="transfer-out"
        endpoint={openBag}
        initial={{ gives: { to: 'relative', against: 'thumb' } }}
        given={{ bagId: bag.id }}
        onDone={() => say(t('opening.asked'))}
      >
        <PartFields bag={bag} />
      </ActForm>
      <ActForm
        label={t('act.to-relative')}
        icon="users"
        endpoint={giveToRelative}
        initial={{ against: 'thumb' }}
        given={{ bagId: bag.id }}
        onDone={done}
      >
        <Columns>
          <TextField name="name" label={t('field.name')} required />
          <TextField name="relation" label={t('field.relation')} required />
        </Columns>
        <CnicField name="cnic" required />
        <AgainstField />
      </ActForm>
    </Group>
  )
}

function PartFields({ bag }: { bag: Bag }) {
  const { t } = useTranslation('custody-property')
  const { gives } = useFormValues<{ gives?: { to?: string } }>()
  return (
    <>
      <p className={classes.soft}>{t('part.means')}</p>
      <SeveralField
        name="gives.itemIds"
        label={t('part.things')}
        required
        options={bag.items
          .filter((item) => item.state === 'in-store')
          .map((item) => ({
            value: item.id,
            label: item.quantity === 1 ? item.description : `${item.description} × ${item.quantity}`,
          }))}
      />
      <SelectField
        name="gives.to"
        label={t('part.to')}
        required
        options={partTakers.map((value) => ({ value, label: t(`part.taker.${value}`) }))}
      />
      <TextField name="gives.name" label={t('part.name')} required />
      {gives?.to === 'relative' ? (
        <Columns>
          <TextField name="gives.relation" label={t('field.relation')} required />
          <CnicField name="gives.cnic" required />
        </Columns>
      ) : null}
      {gives?.to === 'court' ? <TextField name="gives.paper" label={t('part.paper')} required /> : null}
      <AgainstField name="gives.against" />
      <TextField name="reason" label={t('opening.reason')} required />
      <Columns>
        <TextField name="sealFound" ltr label={t('part.seal-found')} required />
        <TextField name="newSeal" ltr label={t('opening.new-seal')} required />
      </Columns>
    </>
  )
}

function Opening({ opening }: { opening: NonNullable<Bag['opening']> }) {
  const { t } = useTranslation('custody-property')
  const both = useBoth()
  const mayWitness = useMay('custody:witness-property')
  const mayKeep = useMay('custody:keep-property')
  const witness = useCommand(witnessOpening, { onDone: ({ receipt }) => say(t('receipted', { receipt })) })
  const back = useCommand(withdrawOpening)
  const failed = witness.error ?? back.error
  return (
    <Alert icon={<Icon name="lock-open" size={18} />} title={t('opening.waits')}>
      <p>
        {t('opening.says', { name: both(opening.by), at: opening.at })} <bdi>{opening.reason}</bdi> ·{' '}
        {t('opening.new-seal')} <Ltr>{opening.newSeal}</Ltr>
      </p>
      {opening.gives === null ? null : (
        <p>
          {t('part.says', { name: opening.gives.name, things: opening.gives.things.join('، ') })}
          {opening.gives.paper === null ? null : (
            <>
              {' '}
              (<bdi>{opening.gives.paper}</bdi>)
            </>
          )}
        </p>
      )}
      {failed === null || failed === undefined ? null : <ErrorPanel error={failed} />}
      <Group gap={8}>
        {mayWitness && !opening.own ? (
          <Button
            size="xs"
            variant="filled"
            loading={witness.busy}
            onClick={() => witness.start({ openingId: opening.id })}
          >
            {t('opening.witness')}
          </Button>
        ) : null}
        {mayKeep ? (
          <Button size="xs" loading={back.busy} onClick={() => back.start({ openingId: opening.id })}>
            {t('opening.withdraw')}
          </Button>
        ) : null}
      </Group>
    </Alert>
  )
}

function Thing({ item, mayKeep }: { item: Item; mayKeep: boolean }) {
  const { t } = useTranslation('custody-property')
  const { money } = useFormats()
  const here = item.state === 'in-store'
  return (
    <li className={classes.thing}>
      <span>
        <bdi>{item.description}</bdi> {item.quantity === 1 ? '' : <Ltr>{`× ${item.quantity}`}</Ltr>}{' '}
        <span className={classes.soft}>
          {t(`category.${item.category}`)} · {t(`condition.${item.condition}`)}
          {item.worth === null ? '' : ` · ${money(item.worth)}`}
        </span>{' '}
        {here ? null : (
          <StatusBadge meaning={item.state === 'lost' ? 'red' : 'grey'}>
            {t(`state.${item.state}`)}
          </StatusBadge>
        )}
        {item.photo === null ? null : (
          <Anchor
            href={urlOf(downloadDocument, { documentId: item.photo, version: 1, inline: 'yes' })}
            target="_blank"
          >
            {t('item.photo')}
          </Anchor>
        )}
      </span>
      {here && mayKeep ? (
        <Group gap={6}>
          <TakePhoto id={item.id} />
          <ActForm
            label={t('act.loss')}
            icon="alert-triangle"
            endpoint={reportLoss}
            initial={{ what: 'lost' }}
            given={{ itemId: item.id }}
            onDone={({ receipt }) => say(t('receipted', { receipt }))}
          >
            <SelectField
              name="what"
              label={t('loss.what')}
              required
              options={['lost', 'damaged'].map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
            <TextField name="inquiry" label={t('loss.inquiry')} hint={t('loss.hint')} multiline required />
          </ActForm>
        </Group>
      ) : null}
    </li>
  )
}

function TakePhoto({ id }: { id: string }) {
  const { t } = useTranslation('custody-property')
  const take = useCommand(photographItem)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        size="xs"
        leftSection={<Icon name="camera" size={16} />}
        loading={take.busy}
        onClick={() => input.current?.click()}
      >
        {t('item.take-photo')}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        capture="environment"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file !== undefined) take.start({ id, file })
        }}
      />
      {take.error === null || take.error === undefined ? null : <ErrorPanel error={take.error} />}
    </>
  )
}

function Chain({ receipts }: { receipts: Property['receipts'] }) {
  const { t } = useTranslation('custody-property')
  const both = useBoth()
  if (receipts.length === 0) return null
  const sound = receipts.every((receipt) => receipt.sound)
  return (
    <Section
      title={t('chain.title')}
      actions={
        <StatusBadge meaning={sound ? 'blue' : 'red'} icon={sound ? 'shield-check' : 'alert-triangle'}>
          {t(sound ? 'chain.sound' : 'chain.unsound')}
        </StatusBadge>
      }
    >
      <Timeline
        entries={receipts.map((receipt) => ({
          id: receipt.id,
          at: receipt.at,
          agency: t('nav'),
          icon: icons[receipt.kind],
          title: `${t(`kind.${receipt.kind}`)} · ${t('chain.receipt')} \u2066${receipt.number}\u2069${receipt.sound ? '' : ` · ${t('chain.unsound')}`}`,
          detail: [
            receipt.bag === null ? null : `${t('bag.bag')} \u2066${receipt.bag}\u2069`,
            receipt.says,
            receipt.to === null
              ? null
              : `${receipt.to.name}${receipt.to.relation === null ? '' : ` (${receipt.to.relation})`}${receipt.to.cnic === null ? '' : ` \u2066${receipt.to.cnic}\u2069`}`,
            `\u2066${receipt.hash.slice(0, 12)}\u2069`,
          ]
            .filter((part) => part !== null)
            .join(' · '),
          by: [receipt.by, receipt.second].flatMap((name) => (name === null ? [] : [both(name)])).join(' · '),
        }))}
      />
    </Section>
  )
}
