// Embedded on a customer's page with one <script> tag, so it is built as one self-contained file.
const launcher = document.createElement('button');
launcher.type = 'button';
launcher.textContent = 'Chat';
launcher.disabled = true;
document.body.append(launcher);
