module cdk8s-fluxcd.dev/e2e/tools/certificates

go 1.26.0
