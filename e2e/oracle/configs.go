package main

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// config is a ConfigMap or a Secret that a Kustomization takes variables from; values are not encoded.
type config struct {
	Kind      string            `json:"kind"`
	Namespace string            `json:"namespace"`
	Name      string            `json:"name"`
	Data      map[string]string `json:"data"`
}

// configClient is the little of a client that Flux uses to read variables.
type configClient struct {
	client.Client
	configs []config
}

func (c configClient) Get(_ context.Context, key client.ObjectKey, object client.Object, _ ...client.GetOption) error {
	kind := "ConfigMap"
	if _, isSecret := object.(*corev1.Secret); isSecret {
		kind = "Secret"
	}
	for _, config := range c.configs {
		if config.Kind != kind || config.Name != key.Name || config.Namespace != key.Namespace {
			continue
		}
		switch into := object.(type) {
		case *corev1.ConfigMap:
			into.Data = config.Data
		case *corev1.Secret:
			into.Data = map[string][]byte{}
			for name, value := range config.Data {
				into.Data[name] = []byte(value)
			}
		default:
			return fmt.Errorf("unexpected %T", object)
		}
		return nil
	}
	return apierrors.NewNotFound(schema.GroupResource{Resource: kind}, key.Name)
}
