/** The address a file is served at, as the bundler gives it. */
declare module '*.json?url' {
  const url: string
  export default url
}
