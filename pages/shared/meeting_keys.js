// Enter and Escape leave a field of the levers: while it has the focus, the keys of the slides do nothing.
// The next slide stands at its first line, however far down the last one was read.
// F, and its button in the bar, fill the screen or give it back; a meeting that is left gives it back, too.
if (!window.meetingKeys) {
  window.meetingKeys = true;
  const meeting = () => document.querySelector(".st-key-meeting-bar, .black");
  const fill = () => {
    if (document.fullscreenElement) return document.exitFullscreen();
    document.documentElement.requestFullscreen();
    let gone = 0;  // between two slides there may be none for a moment
    const watch = setInterval(() => {
      const still = document.querySelector("[data-test-script-state='notRunning']");
      gone = meeting() || !still ? 0 : gone + 1;
      if (gone < 3) return;
      clearInterval(watch);
      if (document.fullscreenElement) document.exitFullscreen();
    }, 500);
  };
  document.addEventListener("keyup", (event) => {
    const field = event.target;
    if (["Enter", "Escape"].includes(event.key) && field.closest?.("[class*='st-key-meeting-typed']")) field.blur();
  });
  const turn = ["ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"];
  const top = () => document.querySelector("[data-testid='stMain']").scrollTo(0, 0);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, [role='dialog']");
    const other = event.repeat || event.ctrlKey || event.altKey || event.metaKey;
    if (turn.includes(event.key) && !typing && meeting()) top();
    if (event.key.toLowerCase() === "f" && !other && !typing && meeting()) fill();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".st-key-meeting-bar button")) top();
    if (event.isTrusted && event.target.closest?.(".st-key-meeting-full button")) fill();
  });
}
