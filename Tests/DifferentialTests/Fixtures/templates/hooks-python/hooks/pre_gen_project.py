import re, sys
if not re.match(r"^[a-z-]+$", "{{ cookiecutter.slug }}"):
    sys.exit("not a name")
{{ cookiecutter.update({"from_hook": "from the hook"}) or "" }}
