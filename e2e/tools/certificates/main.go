// Command certificates writes what a control plane on the loopback identifies itself with: the certificate of an
// authority (ca.crt), a serving certificate for 127.0.0.1 (server.crt, server.key), and a key for the tokens of
// service accounts (accounts.key, accounts.pub). Node signs but does not issue certificates, and a clean machine
// need not have OpenSSL.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: certificates <folder>")
	}
	folder := os.Args[1]

	authorityKey := newKey()
	authority := template("e2e-authority")
	authority.IsCA = true
	authority.BasicConstraintsValid = true
	authority.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	write(folder, "ca.crt", "CERTIFICATE", sign(authority, authority, authorityKey, authorityKey))

	serverKey := newKey()
	server := template("e2e-server")
	server.DNSNames = []string{"localhost", "kubernetes.default.svc"}
	server.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	server.KeyUsage = x509.KeyUsageDigitalSignature
	server.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	write(folder, "server.crt", "CERTIFICATE", sign(server, authority, serverKey, authorityKey))
	writeKey(folder, "server.key", serverKey)

	accountsKey := newKey()
	writeKey(folder, "accounts.key", accountsKey)
	public, err := x509.MarshalPKIXPublicKey(&accountsKey.PublicKey)
	must(err)
	write(folder, "accounts.pub", "PUBLIC KEY", public)
}

func newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	return key
}

func template(name string) *x509.Certificate {
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	must(err)
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    now.Add(-time.Hour),
		NotAfter:     now.Add(24 * time.Hour),
	}
}

func sign(certificate, issuer *x509.Certificate, key, issuerKey *ecdsa.PrivateKey) []byte {
	der, err := x509.CreateCertificate(rand.Reader, certificate, issuer, &key.PublicKey, issuerKey)
	must(err)
	return der
}

func writeKey(folder, name string, key *ecdsa.PrivateKey) {
	der, err := x509.MarshalECPrivateKey(key)
	must(err)
	write(folder, name, "EC PRIVATE KEY", der)
}

func write(folder, name, kind string, der []byte) {
	block := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
	must(os.WriteFile(filepath.Join(folder, name), block, 0o600))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
