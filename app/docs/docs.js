// Adds the search and opens the endpoint an address names. The page is whole without it.
const field = document.getElementById('find')
const found = document.getElementById('found')
const endpoints = [...document.querySelectorAll('.endpoint')]
const sections = [...document.querySelectorAll('main section')]
field.closest('label').hidden = false

function search() {
  const words = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean)
  let count = 0
  for (const endpoint of endpoints) {
    endpoint.hidden = !words.every((word) => endpoint.dataset.words.includes(word))
    if (!endpoint.hidden) count += 1
  }
  for (const section of sections) section.hidden = section.querySelector('.endpoint:not([hidden])') === null
  found.textContent = words.length === 0 ? '' : `${count} of ${endpoints.length} endpoints`
}

function openNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (named instanceof HTMLDetailsElement) {
    named.open = true
    named.scrollIntoView()
  }
}

field.addEventListener('input', search)
addEventListener('hashchange', openNamed)
openNamed()
