"""Published frameworks of behaviour change, as tables with sources, and the module that reads them."""
