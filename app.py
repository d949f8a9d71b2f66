"""Start the easynews page on this computer: `python app.py`, then open the address it prints."""

import sys

from easynews.errors import EasynewsError
from easynews.web.page import launch

if __name__ == "__main__":
    try:
        launch()
    except EasynewsError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit)
