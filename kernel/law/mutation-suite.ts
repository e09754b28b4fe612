/**
 * The quick tests of the engine's arithmetic as one file: mutation testing loads it once for each of two thousand
 * mutants, and a dozen files would be loaded a dozen times. The agreement on 100,000 inputs is left out for time; the
 * properties hold both computations against each other on fewer. They run in a copy that holds kernel/law alone, so each
 * imports the files that it tries and never the front door, whose clocks and events need the rest of the kernel.
 */
import './bail/bail.test.ts'
import './calendar/calendar.test.ts'
import './clocks/clocks.test.ts'
import './golden/golden.test.ts'
import './remand/remand.test.ts'
import './remission/remission.test.ts'
import './sentence/fine-default.test.ts'
import './sentence/joining.test.ts'
import './sentence/order.test.ts'
import './sentence/sentence.test.ts'
import './sentence/steps.test.ts'
import './sentence/term.test.ts'
import './golden/explanations.test.ts'
import './golden/properties.test.ts'
