{{ cookiecutter.nothing }}
