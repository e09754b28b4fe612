import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const both = z.object({ en: z.string(), ur: z.string() })

const Figures = z.object({
  held: z.number(),
  underTrial: z.number(),
  /** Under trial and in prison for a year or longer. */
  overYear: z.number(),
  convict: z.number(),
  condemned: z.number(),
  women: z.number(),
  juveniles: z.number(),
  /** Places the prison is made for; never rounded, it is nobody’s. */
  authorised: z.number(),
})

export const getPublicFigures = endpoint({
  name: 'custody.get-public-figures',
  method: 'GET',
  path: '/public/prisons',
  needs: 'public',
  summary:
    'For anybody: how many each prison held on the last night, counted from the registers and rounded to the nearest five',
  input: z.object({}),
  output: z.object({
    provinces: z.array(
      z.object({
        code: z.string(),
        name: both,
        on: z.string(),
        /** Rounded as a whole: not the sum of the prisons’ rounded figures. */
        whole: Figures,
        prisons: z.array(Figures.extend({ id: z.number(), name: both })),
        /** The last night of each month there is. */
        months: z.array(z.object({ on: z.string(), held: z.number(), underTrial: z.number() })),
      }),
    ),
  }),
  example: {
    input: {},
    output: {
      provinces: [
        {
          code: 'PK-SD',
          name: { en: 'Sindh', ur: 'سندھ' },
          on: '2026-11-20',
          whole: {
            held: 17240,
            underTrial: 12930,
            overYear: 3110,
            convict: 4165,
            condemned: 145,
            women: 205,
            juveniles: 190,
            authorised: 13538,
          },
          prisons: [
            {
              id: 7,
              name: { en: 'Central Prison Karachi', ur: 'مرکزی جیل کراچی' },
              held: 6175,
              underTrial: 4905,
              overYear: 1320,
              convict: 1215,
              condemned: 55,
              women: 0,
              juveniles: 0,
              authorised: 2400,
            },
          ],
          months: [{ on: '2026-11-20', held: 17240, underTrial: 12930 }],
        },
      ],
    },
  },
})
