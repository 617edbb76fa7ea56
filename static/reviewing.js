// Brings the words of the proposal in focus into sight, in the article's own window.
const article = document.getElementById("article");
const mark = article?.querySelector("mark.now");

function show() {
  if (!mark || article.scrollHeight <= article.clientHeight) return;
  const above = mark.getBoundingClientRect().top - article.getBoundingClientRect().top;
  article.scrollTop += above - article.clientHeight / 3;
}

show();
