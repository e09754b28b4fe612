/** Both scripts of a name, the other standing in where one is missing. */
export const bothNames = (en: string | null, ur: string | null) => ({
  en: en ?? ur ?? '',
  ur: ur ?? en ?? '',
})
