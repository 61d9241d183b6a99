open("b.txt", "w").write("<< cookiecutter.slug >> {{ x }}\n")
