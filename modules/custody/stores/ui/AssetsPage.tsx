import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  CheckField,
  Columns,
  call,
  EmptyState,
  FigureTiles,
  type Found,
  formatNumber,
  Group,
  KeyValue,
  Ltr,
  NumberField,
  Page,
  RecordTable,
  SearchField,
  SelectField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import {
  type Asset,
  assetConditions,
  assetKinds,
  decideWriteOff,
  listAssets,
  listBearers,
  proposeWriteOff,
  seeAsset,
  takeOnAsset,
} from '../assets-contract.ts'
import classes from './Stores.module.css'

type List = OutputOf<typeof listAssets>

/** What belongs to the prison: where it is, with whom, when it was last seen, and what waits to be written off. */
export default function AssetsPage() {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const { date, distance } = useFormats()
  const may = useMay('custody:keep-assets')
  const [state, setState] = useQueryText('state')
  const sums = useCall(listAssets, { size: 1 })
  const shown = state === 'to-write-off' ? { state: 'to-write-off' as const } : {}
  return (
    <Page title={t('assets.title')} lead={t('assets.lead')} {...(may ? { actions: <TakeOn /> } : {})}>
      {sums.data === undefined ? null : <Sums sums={sums.data.sums} state={state} set={setState} />}
      <RecordTable
        key={state}
        name="custody.assets"
        caption={t('assets.title')}
        source={listAssets}
        input={shown}
        search
        filters={[
          {
            key: 'kind',
            label: t('assets.kind'),
            kind: 'choice',
            options: assetKinds.map((value) => ({ value, label: t(`asset.${value}`) })),
          },
        ]}
        rowKey={(row) => row.id}
        empty={<EmptyState icon="tool" title={t('assets.none')} why={t('assets.none-why')} />}
        detail={(row) => <Detail asset={row} />}
        columns={[
          { key: 'number', label: t('assets.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'name', label: t('assets.name'), cell: (row) => both(row.name) },
          { key: 'kind', label: t('assets.kind'), cell: (row) => t(`asset.${row.kind}`) },
          { key: 'place', label: t('assets.place'), cell: (row) => <bdi>{row.place}</bdi> },
          {
            key: 'with',
            label: t('assets.with'),
            cell: (row) => (row.member === null ? '' : `${both(row.member.name)}`),
          },
          {
            key: 'state',
            label: t('common:word.status'),
            cell: (row) =>
              row.state === 'to-write-off' ? (
                <StatusBadge meaning="amber">{t('assets.to-write-off')}</StatusBadge>
              ) : (
                <StatusBadge
                  meaning={
                    row.condition === 'missing' ? 'red' : row.condition === 'broken' ? 'amber' : 'grey'
                  }
                  {...(row.condition === 'good' ? { icon: 'circle-check' as const } : {})}
                >
                  {t(`condition.${row.condition}`)}
                </StatusBadge>
              ),
          },
          {
            key: 'seen',
            label: t('assets.seen'),
            cell: (row) => `${date(row.seenOn)} · ${distance(row.seenOn)}`,
          },
        ]}
      />
    </Page>
  )
}

function Sums({ sums, state, set }: { sums: List['sums']; state: string; set: (state: string) => void }) {
  const { t } = useTranslation('custody-stores')
  return (
    <FigureTiles
      tiles={[
        {
          key: 'in-use',
          figure: formatNumber(sums.inUse),
          label: t('assets.in-use'),
          icon: 'tool',
          press: () => set(''),
          pressed: state !== 'to-write-off',
        },
        {
          key: 'off',
          figure: formatNumber(sums.toWriteOff),
          label: t('assets.to-write-off'),
          meaning: sums.toWriteOff > 0 ? 'amber' : undefined,
          press: () => set('to-write-off'),
          pressed: state === 'to-write-off',
        },
        {
          key: 'broken',
          figure: formatNumber(sums.broken),
          label: t('assets.broken'),
          meaning: sums.broken > 0 ? 'amber' : undefined,
        },
        { key: 'unseen', figure: formatNumber(sums.unseen), label: t('assets.unseen') },
      ]}
    />
  )
}

function Detail({ asset }: { asset: Asset }) {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const may = useMay('custody:keep-assets')
  const mayDecide = useMay('custody:write-off-assets')
  const decide = useCommand(decideWriteOff, {
    onDone: ({ writtenOff }) => say(t(writtenOff ? 'assets.written-off' : 'assets.kept')),
  })
  const { proposed } = asset
  return (
    <div className={classes.card}>
      <KeyValue
        items={[
          { label: t('assets.quantity'), value: formatNumber(asset.quantity) },
          { label: t('assets.with'), value: asset.member === null ? null : <Ltr>{asset.member.number}</Ltr> },
          { label: t('assets.counted'), value: t(asset.countedAtDuty ? 'assets.yes' : 'assets.no') },
          ...(proposed === null
            ? []
            : [{ label: t('assets.proposed', { by: both(proposed.by) }), value: <bdi>{proposed.why}</bdi> }]),
        ]}
      />
      <Group gap={8}>
        {may && asset.state === 'in-use' ? (
          <>
            <See asset={asset} />
            <ActForm
              label={t('assets.propose')}
              icon="trash"
              endpoint={proposeWriteOff}
              given={{ assetId: asset.id }}
              onDone={() => say(t('saved'))}
            >
              <TextField name="why" multiline label={t('assets.why')} required />
            </ActForm>
          </>
        ) : null}
        {proposed !== null && mayDecide && !proposed.own ? (
          <>
            <Button
              size="xs"
              variant="filled"
              loading={decide.busy}
              onClick={() => decide.start({ assetId: asset.id, writeOff: true })}
            >
              {t('assets.write-off')}
            </Button>
            <Button
              size="xs"
              loading={decide.busy}
              onClick={() => decide.start({ assetId: asset.id, writeOff: false })}
            >
              {t('assets.keep')}
            </Button>
          </>
        ) : null}
        {proposed !== null && (!mayDecide || proposed.own) ? (
          <span className={classes.soft}>{t('assets.second')}</span>
        ) : null}
      </Group>
    </div>
  )
}

function See({ asset }: { asset: Asset }) {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const search = async (q: string, signal: AbortSignal): Promise<Found[]> => {
    const { rows } = await call(listBearers, { q }, { signal })
    return rows.map((row) => ({ value: row.id, label: `${row.number} ${both(row.name)}` }))
  }
  return (
    <ActForm
      label={t('assets.see')}
      icon="eye"
      endpoint={seeAsset}
      initial={{ place: asset.place, condition: asset.condition }}
      given={{ assetId: asset.id }}
      onDone={() => say(t('saved'))}
    >
      <TextField name="place" label={t('assets.place')} required />
      <SelectField
        name="condition"
        label={t('assets.condition')}
        required
        options={assetConditions.map((value) => ({ value, label: t(`condition.${value}`) }))}
      />
      <SearchField name="memberId" label={t('assets.with')} hint={t('assets.with-hint')} search={search} />
    </ActForm>
  )
}

function TakeOn() {
  const { t } = useTranslation('custody-stores')
  return (
    <ActForm
      label={t('assets.take-on')}
      icon="plus"
      endpoint={takeOnAsset}
      initial={{ kind: 'wireless', quantity: 1, condition: 'good' }}
      given={{}}
      onDone={() => say(t('saved'))}
    >
      <Columns>
        <TextField name="number" ltr label={t('assets.number')} required />
        <SelectField
          name="kind"
          label={t('assets.kind')}
          required
          options={assetKinds.map((value) => ({ value, label: t(`asset.${value}`) }))}
        />
      </Columns>
      <TextField name="nameEn" lang="en" label={`${t('assets.name')} (English)`} required />
      <TextField name="nameUr" lang="ur" label={`${t('assets.name')} (اردو)`} required />
      <NumberField name="quantity" label={t('assets.quantity')} hint={t('assets.quantity-hint')} required />
      <TextField name="place" label={t('assets.place')} required />
      <CheckField name="countedAtDuty" label={t('assets.counted')} />
      <TextField name="plate" ltr label={t('assets.plate')} hint={t('assets.plate-hint')} />
    </ActForm>
  )
}
