// Enter and Escape leave a field of the levers: while it has the focus, the keys of the slides do nothing.
if (!window.meetingKeys) {
  window.meetingKeys = true;
  document.addEventListener("keyup", (event) => {
    const field = event.target;
    if (["Enter", "Escape"].includes(event.key) && field.closest?.("[class*='st-key-meeting-typed']")) field.blur();
  });
}
