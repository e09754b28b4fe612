import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

export const UnitRow = z.object({
  id: z.number(),
  code: z.string(),
  kind: z.string(),
  jurisdiction: z.string(),
  nameEn: z.string(),
  nameUr: z.string(),
})
export type UnitRow = z.output<typeof UnitRow>

export const listUnits = endpoint({
  name: 'units.list-units',
  method: 'GET',
  path: '/units',
  needs: 'signed-in',
  summary: 'Units by kind, jurisdiction and name',
  input: z.object({
    kind: z.string().max(40).optional(),
    jurisdiction: z.string().max(10).optional(),
    q: z.string().trim().max(100).optional(),
    /** Only units below this one in `hierarchy`. */
    below: z.coerce.number().int().optional(),
    hierarchy: z.enum(['territory', 'police', 'prosecution', 'court', 'prison']).default('territory'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ rows: z.array(UnitRow), total: z.number() }),
  example: { input: { kind: 'prison', jurisdiction: 'PK-SD' }, output: { rows: [], total: 0 } },
})
