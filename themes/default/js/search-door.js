export function openSearch(button) { void button; }
