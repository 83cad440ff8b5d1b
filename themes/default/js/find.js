export function showFound() {}
