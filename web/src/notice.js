// One line above GraphiQL: what data this is and which day it is there. Without an answer the line stays empty.
export async function showNotice(line, address) {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) return;
  const about = await response.json().catch(() => ({}));
  for (const [language, text] of [['nl', about.notice_nl], ['en', about.notice_en]]) {
    if (!text) continue;
    const part = document.createElement('span');
    part.lang = language;
    part.textContent = text;
    line.append(part);
  }
}
