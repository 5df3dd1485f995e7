"""What stands between a browser and the app: files and the first page."""
