print("fairmlpf")
