'use strict';

SwaggerUIBundle({
  url: 'openapi.yaml',
  dom_id: '#api',
  deepLinking: true,
  displayRequestDuration: true,
  // The renderer would send the document to a validator on the internet otherwise.
  validatorUrl: null,
});
